package org.gantry.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gantry.domain.Digest;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Preprocessing;

/**
 * Networks that answer together: a zip of {@code ensemble.json} and each member's bundle as it was, under its digest.
 * All take the same volumes, know the same classes, and come from the same data set to its last digest, so that none
 * was taught by what another is tested with.
 *
 * @param members the best first
 * @param facts what is known of the ensemble itself
 */
public record EnsembleBundle(List<Member> members, Map<String, String> facts) implements Bundle {
    static final String DESCRIPTION = "ensemble.json";
    private static final String FOLDER = "members/";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int FORMAT = 1;

    /**
     * A member.
     *
     * @param name of the training or the model that it was
     * @param digest of its bundle
     * @param bytes its bundle, as it was published
     * @param bundle what they hold
     */
    public record Member(String name, String digest, byte[] bytes, ModelBundle bundle) {
        /** Reads a member. */
        public static Member of(String name, byte[] bytes) {
            if (Bundle.of(bytes) instanceof ModelBundle network) {
                return new Member(name, Digest.of(bytes), bytes, network);
            }
            throw new IllegalArgumentException(name + " is an ensemble itself; name its members");
        }
    }

    public EnsembleBundle {
        members = List.copyOf(members);
        facts = Map.copyOf(facts);
        requireAlike(members);
    }

    /** Refuses networks that cannot answer together, by name and with what differs. */
    private static void requireAlike(List<Member> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs a member");
        }
        Member first = members.get(0);
        Set<String> digests = new HashSet<>();
        for (Member member : members) {
            requireSame("labels", first, member, first.bundle.labels(), member.bundle.labels());
            requireSame("preprocessing", first, member, preprocessing(first), preprocessing(member));
            requireSame("data", first, member, dataset(first), dataset(member));
            if (!digests.add(member.digest)) {
                throw new IllegalArgumentException(member.name + " stands in the ensemble twice; name it once");
            }
        }
    }

    private static Preprocessing preprocessing(Member member) {
        return BundleFacts.of(member.bundle).preprocessing(member.bundle.input());
    }

    private static String dataset(Member member) {
        return BundleFacts.of(member.bundle).fact("provenance.datasetDigest");
    }

    private static void requireSame(String what, Member first, Member member, Object one, Object other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException(first.name + " and " + member.name + " cannot answer together: other "
                    + what + ", " + one + " and " + other);
        }
    }

    @Override
    public List<ModelBundle> networks() {
        return members.stream().map(Member::bundle).toList();
    }

    @Override
    public Grid input() {
        return members.get(0).bundle.input();
    }

    @Override
    public List<String> labels() {
        return members.get(0).bundle.labels();
    }

    /** The same with facts. */
    public EnsembleBundle knowing(Map<String, String> known) {
        return new EnsembleBundle(members, known);
    }

    private byte[] description() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ArrayNode list = root.putArray("members");
        for (Member member : members) {
            list.addObject().put("name", member.name).put("digest", member.digest);
        }
        new TreeMap<>(facts).forEach(root.putObject("facts")::put);
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers can be written", e);
        }
    }

    @Override
    public byte[] toBytes(Map<String, byte[]> beside) {
        long size = members.stream().mapToLong(member -> member.bytes.length).sum();
        Archive.Writer archive = new Archive.Writer(size).add(DESCRIPTION, description());
        new TreeMap<>(beside).forEach(archive::add);
        members.forEach(member -> archive.add(FOLDER + member.digest, member.bytes));
        return archive.finish();
    }

    static EnsembleBundle of(Map<String, byte[]> entries) {
        try {
            return read(JSON.readTree(entries.get(DESCRIPTION)), entries);
        } catch (IOException e) {
            throw new IllegalArgumentException("ensemble.json of the model bundle is damaged: " + e.getMessage(), e);
        }
    }

    private static EnsembleBundle read(JsonNode root, Map<String, byte[]> entries) {
        if (root.path("format").asInt() != FORMAT) {
            throw new IllegalArgumentException("ensemble.json has format " + root.path("format")
                    + ", this reads format " + FORMAT + "; use a matching release");
        }
        List<Member> members = new ArrayList<>();
        for (JsonNode node : root.path("members")) {
            String name = node.path("name").asText();
            String digest = node.path("digest").asText();
            byte[] bytes = entries.get(FOLDER + digest);
            if (bytes == null || !Digest.of(bytes).equals(digest)) {
                throw new IllegalArgumentException("member " + name + " of the ensemble is not what its digest says");
            }
            members.add(Member.of(name, bytes));
        }
        Map<String, String> facts = new TreeMap<>();
        root.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new EnsembleBundle(members, facts);
    }
}
