package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.app.training.ModelFile;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Abstention;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.Trust;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.BundleFacts;
import org.gantry.network.Device;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users are told of how far a model and its answers are to be relied on. */
@SuppressWarnings("NullAway.Init")
class ModelsCardTest {
    private static final Grid INPUT = new Grid(8, 32, 32);
    private static final Provenance PROVENANCE =
            new Provenance("tiny", "nodules", "d1", 3, "as asked", "0.1", Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    private static Path root;

    private static Node node;

    @BeforeAll
    static void serve() throws InterruptedException, IOException {
        node = Node.start(new NodeConfig(
                Optional.empty(), root.resolve("serve"), 0, EnumSet.of(NodeRole.INGEST), List.of(Device.DEFAULT)));
        Path file = Files.write(root.resolve("model.zip"), bundle().toBytes());
        assertThat(ModelFile.read(file).publish(node.bus(), "tiny").model()).isEqualTo("tiny");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static ModelBundle bundle() {
        Architecture network = Baseline.MC3_18.architecture(1, 2);
        int parameters = (int) NetworkDescription.of(network, INPUT).parameters();
        Metrics test = new Metrics(new int[][] {{17, 3}, {1, 19}}, OptionalDouble.of(0.97), OptionalDouble.empty());
        return new ModelBundle(
                network,
                INPUT,
                List.of("Normal", "NCP"),
                BundleFacts.begin()
                        .put(Preprocessing.lung(INPUT))
                        .put(PROVENANCE)
                        .put(test)
                        .map(),
                new Tensors(Map.of("stem.conv", new Tensors.Array(new int[] {parameters}, new float[parameters]))));
    }

    private static Spoken on(String command, String... arguments) {
        return Spoken.on(node, root.resolve("command"), command, arguments);
    }

    @Test
    void theCardOfAModelIsPrintedOrWritten() throws IOException {
        Spoken printed = on("models", "card", "tiny");
        assertThat(printed.code()).isZero();
        assertThat(printed.out())
                .startsWith("# Model card: tiny")
                .contains("Not a medical device", "| accuracy | 0.900 | 0.769 to 0.960 |", "11,");
        Path file = root.resolve("card.md");
        assertThat(on("models", "card", "tiny", "--to", file.toString()).out()).contains("is in " + file);
        assertThat(Files.readString(file)).isEqualTo(printed.out());
        assertThat(on("models", "card", "tiny", "--json").out())
                .startsWith("{")
                .contains("\"digest\"", "\"intervals95\"", "\"notice\"");
        assertThat(on("models", "card", "other").err()).contains("no model is called other; there are [tiny]");
    }

    @Test
    void predictionsSayThatTheyAbstainAndWhy() throws InterruptedException {
        say("sure", trust(0.5, OptionalDouble.empty(), 0.7, Abstention.NONE));
        say("unsure", trust(0.5, OptionalDouble.of(0.0625), 0.8, Abstention.UNSURE));
        say("head", trust(3.21, OptionalDouble.empty(), 0.7, Abstention.FOREIGN_INPUT));
        List<String> lines =
                on("predictions", "tail", "--no-follow").out().lines().sorted().toList();
        assertThat(lines.get(0)).startsWith("head ").endsWith("abstains: foreign input, 3.2 times as far as is usual");
        assertThat(lines.get(1)).startsWith("sure ").endsWith("0.750  model tiny");
        assertThat(lines.get(2)).startsWith("unsure ").endsWith("  model tiny disagreement 0.063 abstains: below 0.8");
        assertThat(on("predictions", "tail", "--no-follow", "--json").out())
                .contains("\"abstention\":\"UNSURE\"", "\"foreign\":true", "\"temperature\":1.5")
                .contains("\"disagreement\":0.0625", "\"disagreement\":null")
                .contains("\"datasetDigest\":\"d1\"", "\"config\":\"as asked\"", "\"seed\":3");
    }

    private static Trust trust(double foreignness, OptionalDouble disagreement, double below, Abstention abstention) {
        return new Trust(new Temperature(1.5), OptionalDouble.of(foreignness), disagreement, below, abstention);
    }

    private static void say(String scan, Trust trust) throws InterruptedException {
        Prediction prediction = new Prediction(
                scan,
                "tiny",
                "digest",
                List.of("Normal", "NCP"),
                new float[] {0.25f, 0.75f},
                PROVENANCE,
                new int[0],
                new float[0],
                trust);
        assertThat(Await.result(node.bus().publish(Topics.PREDICTIONS, prediction)))
                .isNotNegative();
    }

    @Test
    void aThresholdThatIsNoProbabilityIsRefused() {
        for (String threshold : List.of("1", "-0.1", "NaN")) {
            assertThat(on("models", "list", "--abstain-below", threshold).err())
                    .contains("--abstain-below " + Double.parseDouble(threshold) + " is not from 0 to less than 1");
        }
    }
}
