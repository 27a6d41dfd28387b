package org.gantry.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Digest;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.TrustedKey;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.EnsembleBundle;
import org.gantry.network.ModelBundle;

/**
 * A model bundle in a file, to be published again: what a training said of it stands in its facts.
 *
 * @param bytes the file's
 * @param bundle what they hold
 * @param signature of the bytes; empty where nobody signed
 */
public record ModelFile(byte[] bytes, Bundle bundle, String signature) {
    /** Reads a file, whoever it is of. */
    public static ModelFile read(Path file) throws IOException {
        return read(file, Optional.empty(), Optional.empty());
    }

    /**
     * Reads a file, after its digest and its signature were found to be right.
     *
     * @param digest SHA-256 that it must have, in hexadecimal
     * @param trusted whose signature must lie beside it
     * @throws IllegalArgumentException if it is not there, no bundle, damaged, or lacks what an announcement says
     */
    public static ModelFile read(Path file, Optional<String> digest, Optional<TrustedKey> trusted) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": is no file; check the path");
        }
        byte[] bytes = Files.readAllBytes(file);
        String signature = verify(file, Digest.of(bytes), digest, trusted);
        try {
            ModelFile model = new ModelFile(bytes, Bundle.of(bytes), signature);
            model.check();
            return model;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    file + ": is no model bundle that can be used: " + e.getMessage()
                            + "; 'gantry models export' writes one",
                    e);
        }
    }

    /** The signature that lies beside the file, if one does; nothing of the bundle is parsed before. */
    private static String verify(Path file, String digest, Optional<String> expected, Optional<TrustedKey> trusted) {
        if (expected.isPresent() && !expected.get().strip().equalsIgnoreCase(digest)) {
            throw new IllegalArgumentException(
                    file + ": has the SHA-256 " + digest + ", not " + expected.get() + "; fetch it again");
        }
        Path beside = KeyFile.signature(file);
        String signature = Files.isRegularFile(beside) ? KeyFile.text(beside).strip() : "";
        if (trusted.isPresent() && !trusted.get().verifies(digest, signature)) {
            throw new IllegalArgumentException(file + ": is not signed by the trusted key; its signature belongs into "
                    + beside.getFileName() + " ('gantry models export --sign-key' writes it)");
        }
        return signature;
    }

    private void check() {
        ModelAnnounced announced = announcement(name(), new ContentRef(Digest.of(bytes), bytes.length, 0));
        if (announced.test().classes() != bundle.labels().size()) {
            throw new IllegalArgumentException("its confusion counts are not of its labels " + bundle.labels());
        }
        if (BundleFacts.of(bundle)
                .inputs()
                .filter(inputs -> !Double.isFinite(inputs.foreignness(inputs.mean())))
                .isPresent()) {
            throw new IllegalArgumentException("what it says of its inputs are no numbers");
        }
        bundle.networks().forEach(ModelFile::requireItsParameters);
    }

    private static void requireItsParameters(ModelBundle network) {
        long parameters = network.weights().arrays().entrySet().stream()
                .filter(e ->
                        !e.getKey().endsWith(".running_mean") && !e.getKey().endsWith(".running_var"))
                .mapToLong(e -> e.getValue().values().length)
                .sum();
        long expected =
                NetworkDescription.of(network.architecture(), network.input()).parameters();
        if (parameters != expected) {
            throw new IllegalArgumentException(
                    "weights.npz holds " + parameters + " parameters, its network has " + expected);
        }
    }

    /** The name that it had. */
    public String name() {
        return BundleFacts.of(bundle).fact("provenance.run");
    }

    /**
     * Publishes it; where it is there already, nothing but a signature that it lacked is published.
     *
     * @throws IllegalArgumentException if another model has the name
     */
    public ModelAnnounced publish(Bus bus, String name) throws InterruptedException {
        String digest = Digest.of(bytes);
        Optional<ModelAnnounced> there = Optional.ofNullable(
                Await.result(Snapshot.latest(bus, Topics.MODELS)).get(name));
        if (there.isPresent()) {
            if (!there.get().digest().equals(digest)) {
                throw new IllegalArgumentException(
                        "model " + name + " is on this bus with other weights; give another --name");
            }
            return signature.isEmpty() || there.get().signature().equals(signature)
                    ? there.get()
                    : publish(bus, there.get().signed(signature));
        }
        return publish(bus, announcement(name, Await.result(bus.putContent(bytes))));
    }

    private static ModelAnnounced publish(Bus bus, ModelAnnounced announced) throws InterruptedException {
        Await.result(bus.publish(Topics.MODELS, announced));
        return announced;
    }

    private ModelAnnounced announcement(String name, ContentRef content) {
        BundleFacts facts = BundleFacts.of(bundle);
        return new ModelAnnounced(
                name,
                content,
                KnownNetwork.of(bundle.networks().get(0).architecture()),
                facts.preprocessing(bundle.input()),
                bundle.labels(),
                facts.test(),
                facts.provenance(),
                signature,
                members());
    }

    private List<String> members() {
        return bundle instanceof EnsembleBundle ensemble
                ? ensemble.members().stream().map(EnsembleBundle.Member::digest).toList()
                : List.of();
    }
}
