package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.gantry.domain.network.Genotype;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One training step equals PyTorch's within FORMAT.md, section 5, in the derived network and in the supernet: loss,
 * every gradient, the new running statistics; the gates and the gradient of alpha from the supernet.
 */
class TrainStepGoldenTest {
    private static final String FIXTURES = "train_step.json";

    @BeforeAll
    static void fixturesAreThere() {
        Golden.assumeThere(FIXTURES);
    }

    static Stream<Golden> cases() {
        return Golden.cases(FIXTURES);
    }

    private static Batch batch(Golden golden) {
        return golden.batch(golden.node().get("input_seed").asLong(), golden.ints("labels"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDerivedNetworksStepEqualsTheReference(Golden golden) {
        try (DerivedNetwork network = new DerivedNetwork(
                golden.architecture(), golden.grid(), golden.batchSize(), TrainingSettings.SEARCH, Device.DEFAULT)) {
            network.load(golden.generator().weights(golden.macro(), golden.genotype()));
            Tensors gradients = network.gradients(batch(golden));
            checkLogits(golden, gradients.get("logits").values());
            checkGradients(golden, gradients);
            checkStep(golden, network.trainStep(batch(golden), 0));
            checkRunning(golden, network.weights());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSupernetsStepEqualsTheReference(Golden golden) {
        Genotype genotype = golden.genotype();
        try (Supernet supernet = new Supernet(
                golden.macro(), golden.grid(), golden.batchSize(), TrainingSettings.SEARCH, Device.DEFAULT)) {
            supernet.load(golden.generator().weights(golden.macro()));
            checkGradients(golden, supernet.gradients(batch(golden), genotype));
            StepResult alphaStep = supernet.alphaStep(batch(golden), genotype);
            checkGates(golden, alphaStep.gates());
            checkStep(golden, supernet.weightStep(batch(golden), genotype, 0));
            checkRunning(golden, supernet.weights(genotype));
        }
    }

    private static double tolerance(Golden golden, String spread, double floor) {
        return Math.max(
                floor, 5 * golden.node().get("float32_spread").get(spread).asDouble());
    }

    private static void checkStep(Golden golden, StepResult step) {
        assertThat(step.loss())
                .as("loss")
                .isCloseTo(golden.node().get("loss").asDouble(), within(tolerance(golden, "loss_abs", 2e-5)));
        double norm = golden.node().get("total_grad_norm").asDouble();
        assertThat(step.gradientNorm())
                .as("norm")
                .isCloseTo(norm, within(norm * tolerance(golden, "total_grad_norm_rel", 1e-4)));
    }

    private static void checkLogits(Golden golden, float[] logits) {
        assertThat(ForwardGoldenTest.flat(Stream.of(logits)))
                .as("logits")
                .containsExactly(golden.doubles("logits"), within(tolerance(golden, "logits_abs", 1e-4)));
    }

    private static void checkGates(Golden golden, double[] gates) {
        double[] expected = golden.doubles("gate_grad");
        assertThat(gates)
                .as("gates")
                .containsExactly(expected, within(tolerance(golden, "gate_abs", 1e-4 * largest(expected))));
        double[] dAlpha = golden.doubles("dalpha");
        double tau = golden.node().get("tau").asDouble();
        double[] actual = new double[dAlpha.length];
        for (int b = 0; b < gates.length; b++) {
            double[] p = Golden.doubles(golden.node().get("p_tilde").get(b));
            int k = golden.genotype().operation(b).index();
            for (int j = 0; j < p.length; j++) {
                actual[b * p.length + j] = gates[b] * p[k] * ((k == j ? 1 : 0) - p[j]) / tau;
            }
        }
        assertThat(actual)
                .as("dalpha")
                .containsExactly(dAlpha, within(tolerance(golden, "dalpha_abs", 1e-4 * largest(dAlpha))));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static void checkGradients(Golden golden, Tensors gradients) {
        Map<String, GoldenSummary> actual = GoldenSummary.byFixtureName(gradients.only(name -> !name.equals("logits")));
        JsonNode rows = golden.node().get("grads");
        assertThat(actual).hasSize(rows.size());
        double largest = 0;
        for (JsonNode row : rows) {
            largest = Math.max(largest, row.get(1).asDouble());
        }
        String[] spreads = {"l2_err", "dot_err", "v0_err", "v1_err", "v2_err"};
        for (JsonNode row : rows) {
            GoldenSummary summary = GoldenSummary.of(actual, row.get(0).asText());
            double[] values = {summary.l2(), summary.dot(), summary.first(0), summary.first(1), summary.first(2)};
            double unit = row.get(1).asDouble() + 1e-3 * largest;
            for (int i = 0; i + 1 < row.size(); i++) {
                assertThat(values[i])
                        .as(row.get(0).asText() + " " + spreads[i])
                        .isCloseTo(row.get(i + 1).asDouble(), within(unit * tolerance(golden, spreads[i], 1e-3)));
            }
        }
    }

    private static void checkRunning(Golden golden, Tensors weights) {
        Map<String, GoldenSummary> actual =
                GoldenSummary.byFixtureName(weights.only(name -> name.contains(".running_")));
        JsonNode rows = golden.node().get("running");
        assertThat(actual).hasSize(rows.size());
        for (JsonNode row : rows) {
            GoldenSummary summary = GoldenSummary.of(actual, row.get(0).asText());
            double[] values = {
                summary.sum(), summary.l2(), summary.dot(), summary.first(0), summary.first(1), summary.first(2)
            };
            for (int i = 0; i + 1 < row.size(); i++) {
                assertThat(values[i])
                        .as(row.get(0).asText() + " column " + (i + 1))
                        .isCloseTo(
                                row.get(i + 1).asDouble(),
                                within(1e-4 * row.get(2).asDouble()));
            }
        }
    }
}
