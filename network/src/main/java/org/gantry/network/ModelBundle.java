package org.gantry.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;

/**
 * A trained network with everything that is needed to use it: a zip of {@code bundle.json} and {@code weights.npz};
 * what else lies in it is left alone.
 *
 * @param architecture its network
 * @param input the volumes it takes
 * @param labels names of the classes, by index
 * @param facts preprocessing, provenance, metrics and calibration, as flat text ({@link BundleFacts})
 * @param weights by name, running statistics included
 */
public record ModelBundle(
        Architecture architecture, Grid input, List<String> labels, Map<String, String> facts, Tensors weights)
        implements Bundle {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int FORMAT = 2;

    public ModelBundle {
        if (labels.size() != architecture.classes()) {
            throw new IllegalArgumentException("a network of " + architecture.classes()
                    + " classes cannot have the labels " + labels + "; give one a class");
        }
        labels = List.copyOf(labels);
        facts = Map.copyOf(facts);
    }

    @Override
    public List<ModelBundle> networks() {
        return List.of(this);
    }

    /** Everything but the weights, as {@code bundle.json} says it: JSON in UTF-8. */
    public byte[] description() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        root.put("input", input.toString());
        labels.forEach(root.putArray("labels")::add);
        root.set("architecture", ArchitectureJson.of(architecture));
        new TreeMap<>(facts).forEach(root.putObject("facts")::put);
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers can be written", e);
        }
    }

    /** The same model always gives the same bytes. */
    public byte[] toBytes() {
        return toBytes(Map.of());
    }

    @Override
    public byte[] toBytes(Map<String, byte[]> beside) {
        byte[] npz = weights.toBytes();
        Archive.Writer archive = new Archive.Writer(npz.length).add("bundle.json", description());
        new TreeMap<>(beside).forEach(archive::add);
        return archive.add("weights.npz", npz).finish();
    }

    /**
     * Reads the bundle of a network.
     *
     * @throws IllegalArgumentException if the bytes are damaged, of another format, or of an ensemble
     */
    public static ModelBundle of(byte[] bytes) {
        if (Bundle.of(bytes) instanceof ModelBundle network) {
            return network;
        }
        throw new IllegalArgumentException(
                "it is an ensemble, not one network; 'gantry models card' names its members");
    }

    static ModelBundle of(Map<String, byte[]> entries) {
        byte[] json = entries.get("bundle.json");
        byte[] weights = entries.get("weights.npz");
        if (json == null || weights == null) {
            throw new IllegalArgumentException(
                    "a model bundle holds bundle.json and weights.npz, this holds " + entries.keySet());
        }
        try {
            return read(JSON.readTree(json), Tensors.of(weights));
        } catch (IOException e) {
            throw new IllegalArgumentException("bundle.json of the model bundle is damaged: " + e.getMessage(), e);
        }
    }

    private static ModelBundle read(JsonNode root, Tensors weights) {
        if (root.path("format").asInt() != FORMAT) {
            throw new IllegalArgumentException("bundle.json has format " + root.path("format") + ", this reads format "
                    + FORMAT + "; use a matching release");
        }
        List<String> labels = new ArrayList<>();
        field(root, "labels").forEach(label -> labels.add(label.asText()));
        Map<String, String> facts = new TreeMap<>();
        field(root, "facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new ModelBundle(
                ArchitectureJson.parse(field(root, "architecture")),
                Grid.parse(field(root, "input").asText()),
                labels,
                facts,
                weights);
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException("bundle.json of the model bundle has no field '" + name + "'");
        }
        return value;
    }
}
