package org.gantry.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.Digest;
import org.gantry.domain.answer.Calibration;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;
import org.gantry.network.Tensors.Array;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final Genotype MIXED = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");
    private static final ModelChoice SMALL = new SearchedModel(MIXED, Widths.parse("4,4,8,8,8,8"), Strides.ANISOTROPIC);
    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("preprocessing.windowLevel", "-600.0"),
            Map.entry("preprocessing.windowWidth", "1500.0"),
            Map.entry("provenance.run", "tiny"),
            Map.entry("provenance.dataset", "nodules"),
            Map.entry("provenance.datasetDigest", "d1"),
            Map.entry("provenance.seed", "3"),
            Map.entry("provenance.config", "as asked"),
            Map.entry("provenance.software", "gantry"),
            Map.entry("provenance.time", "2026-01-02T03:04:05Z"),
            Map.entry("test.auroc", "0.9"),
            Map.entry("test.confusion", "17,3;1,19"));

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private static byte[] bundle(ModelChoice choice, int channels, Map<String, String> facts) {
        var network = choice.architecture(channels, 2);
        Grid input = new Grid(8, 32, 32);
        int parameters = (int) NetworkDescription.of(network, input).parameters();
        Tensors weights = new Tensors(Map.of(
                "stem.conv", new Array(new int[] {parameters}, new float[parameters]),
                "stem.bn.running_mean", new Array(new int[] {2}, new float[2])));
        return new ModelBundle(network, input, List.of("Normal", "NCP"), facts, weights).toBytes();
    }

    private ModelFile read(byte[] bytes) throws IOException {
        return ModelFile.read(Files.write(folder.resolve("model.zip"), bytes));
    }

    @Test
    void aBundleIsAnnouncedAsItWas() throws IOException, InterruptedException {
        byte[] bytes = bundle(SMALL, 1, FACTS);
        ModelFile file = read(bytes);
        ModelAnnounced published = file.publish(bus, file.name());
        assertThat(published.model()).isEqualTo("tiny");
        assertThat(published.network()).isEqualTo(SMALL);
        assertThat(published.preprocessing().size()).isEqualTo(new Grid(8, 32, 32));
        assertThat(published.preprocessing().lungsOnly()).isFalse();
        assertThat(published.test().accuracy()).isEqualTo(0.9);
        assertThat(published.test().auroc()).hasValue(0.9);
        assertThat(published.test().calibrationError()).isEmpty();
        assertThat(published.provenance().time()).hasToString("2026-01-02T03:04:05Z");
        assertThat(Await.result(bus.content(published.content()))).isEqualTo(bytes);
        assertThat(Await.result(Snapshot.latest(bus, Topics.MODELS)).values())
                .singleElement()
                .satisfies(model -> assertThat(model.digest()).isEqualTo(published.digest()));
    }

    @Test
    void aCalibratedBundleIsAnnouncedWithItsCalibration() throws IOException, InterruptedException {
        Map<String, String> facts = new TreeMap<>(FACTS);
        facts.put("calibration.temperature", "1.5");
        facts.put("test.loss", "0.5");
        facts.put("test.lossBefore", "0.75");
        facts.put("test.calibrationErrorBefore", "0.125");
        assertThat(read(bundle(SMALL, 1, facts)).publish(bus, "tiny").test().calibration())
                .contains(new Calibration(new Temperature(1.5), 0.5, 0.75, 0.125));
        facts.remove("test.loss");
        assertThatThrownBy(() -> read(bundle(SMALL, 1, facts))).hasMessageContaining("says no test.loss");
    }

    @Test
    void theSameModelIsPublishedOnceAndAnotherNeedsAnotherName() throws IOException, InterruptedException {
        ModelFile file = read(bundle(SMALL, 1, FACTS));
        ModelAnnounced first = file.publish(bus, "tiny");
        assertThat(file.publish(bus, "tiny").content()).isEqualTo(first.content());
        ModelFile other = read(bundle(Baseline.MC3_18, 1, FACTS));
        assertThatThrownBy(() -> other.publish(bus, "tiny")).hasMessageContaining("give another --name");
        assertThat(other.publish(bus, "other").network()).isEqualTo(Baseline.MC3_18);
        assertThat(Await.result(Snapshot.latest(bus, Topics.MODELS))).containsOnlyKeys("tiny", "other");
    }

    @Test
    void aModelOfLungsCutOutAsksForThemAgain() throws IOException, InterruptedException {
        Map<String, String> facts = new TreeMap<>(FACTS);
        facts.put("preprocessing.lungsOnly", "true");
        assertThat(read(bundle(SMALL, 1, facts)).publish(bus, "lungs").preprocessing())
                .isEqualTo(Preprocessing.lung(new Grid(8, 32, 32)).lungsOnly(true));
    }

    @Test
    void stridesKeepTheirNames() throws IOException, InterruptedException {
        String own = "1x2x2/1x2x2/2x2x2/1x2x2/1x1x1/1x1x1/1x1x1";
        ModelChoice choice = new SearchedModel(MIXED, Widths.S, Strides.parse(own));
        assertThat(read(bundle(choice, 1, FACTS)).publish(bus, "own").network()).isEqualTo(choice);
    }

    @Test
    void whatIsNoUsableBundleIsRefusedInOneLine() {
        byte[] good = bundle(SMALL, 1, FACTS);
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("gone.zip")))
                .hasMessageContaining("gone.zip: is no file");
        assertThatThrownBy(() -> read(new byte[] {1, 2, 3})).hasMessageContaining("model.zip: is no model bundle");
        assertThatThrownBy(() -> read(Arrays.copyOf(good, good.length / 2)))
                .hasMessageContaining("model.zip: is no model bundle");
        assertThatThrownBy(() -> read(bundle(Baseline.MC3_18, 3, FACTS))).hasMessageContaining("one channel");
        Map<String, String> facts = new TreeMap<>(FACTS);
        facts.remove("test.confusion");
        assertThatThrownBy(() -> read(bundle(SMALL, 1, facts))).hasMessageContaining("says no test.confusion");
        facts.put("test.confusion", "1,0,0;0,1,0;0,0,1");
        assertThatThrownBy(() -> read(bundle(SMALL, 1, facts))).hasMessageContaining("not of its labels");
        facts.put("test.confusion", "1;x");
        assertThatThrownBy(() -> read(bundle(SMALL, 1, facts))).hasMessageContaining("is no model bundle");
    }

    @Test
    void aFileOfAnotherDigestOrOfNoTrustedHandIsNotParsed() throws IOException {
        Path file = Files.write(folder.resolve("model.zip"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> ModelFile.read(file, Optional.of("00ff"), Optional.empty()))
                .hasMessageContaining("model.zip: has the SHA-256 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84")
                .hasMessageContaining("not 00ff");
        assertThatThrownBy(() -> ModelFile.read(file, Optional.empty(), Optional.of(Keys.TRUSTED)))
                .hasMessageContaining("model.zip: is not signed by the trusted key")
                .hasMessageContaining("model.zip.sig");
    }

    @Test
    void aSignatureThatLiesBesideIsAnnouncedAlsoWhereTheModelIsThereAlready() throws IOException, InterruptedException {
        byte[] bytes = bundle(SMALL, 1, FACTS);
        ModelFile unsigned = read(bytes);
        assertThat(unsigned.publish(bus, "tiny").signature()).isEmpty();
        String signature = Keys.SIGNING.sign(Digest.of(bytes));
        Files.writeString(folder.resolve("model.zip.sig"), signature + "\n");
        ModelFile signed =
                ModelFile.read(folder.resolve("model.zip"), Optional.of(Digest.of(bytes)), Optional.of(Keys.TRUSTED));
        assertThat(signed.publish(bus, "tiny").signature()).isEqualTo(signature);
        ModelAnnounced announced = Objects.requireNonNull(
                Await.result(Snapshot.latest(bus, Topics.MODELS)).get("tiny"));
        assertThat(Keys.TRUSTED.verifies(announced.digest(), announced.signature()))
                .isTrue();
        assertThat(unsigned.publish(bus, "tiny").signature()).isEqualTo(signature);
        Files.writeString(folder.resolve("model.zip.sig"), Keys.SIGNING.sign(Digest.of(new byte[0])));
        assertThatThrownBy(
                        () -> ModelFile.read(folder.resolve("model.zip"), Optional.empty(), Optional.of(Keys.TRUSTED)))
                .hasMessageContaining("not signed by the trusted key");
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        var network = SMALL.architecture(1, 2);
        Tensors weights = new Tensors(Map.of("stem.conv", new Array(new int[] {2}, new float[2])));
        byte[] bytes = new ModelBundle(network, new Grid(8, 32, 32), List.of("a", "b"), FACTS, weights).toBytes();
        assertThatThrownBy(() -> read(bytes)).hasMessageContaining("holds 2 parameters, its network has");
    }
}
