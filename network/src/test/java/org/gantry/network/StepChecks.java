package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a training step is held to (FORMAT.md, section 5): every figure within the larger of a floor and five times what
 * PyTorch's own float32 runs differ by.
 *
 * @param golden the reference
 */
record StepChecks(Golden golden) {
    static StepChecks of(Golden golden) {
        return new StepChecks(golden);
    }

    private double tolerance(String spread, double floor) {
        return Math.max(
                floor, 5 * golden.node().get("float32_spread").get(spread).asDouble());
    }

    void step(StepResult step) {
        assertThat(step.loss())
                .as("loss")
                .isCloseTo(golden.node().get("loss").asDouble(), within(tolerance("loss_abs", 2e-5)));
        double norm = golden.node().get("total_grad_norm").asDouble();
        assertThat(step.gradientNorm())
                .as("norm")
                .isCloseTo(norm, within(norm * tolerance("total_grad_norm_rel", 1e-4)));
    }

    void logits(float[] logits) {
        assertThat(ForwardGoldenTest.flat(Stream.of(logits)))
                .as("logits")
                .containsExactly(golden.doubles("logits"), within(tolerance("logits_abs", 1e-4)));
    }

    void gates(double[] gates) {
        double[] expected = golden.doubles("gate_grad");
        assertThat(gates)
                .as("gates")
                .containsExactly(expected, within(tolerance("gate_abs", 1e-4 * largest(expected))));
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
                .containsExactly(dAlpha, within(tolerance("dalpha_abs", 1e-4 * largest(dAlpha))));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    void gradients(Tensors gradients) {
        Map<String, GoldenSummary> actual =
                GoldenSummary.byFixtureName(gradients.only(name -> !name.equals("logits")), golden.streams());
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
                        .isCloseTo(row.get(i + 1).asDouble(), within(unit * tolerance(spreads[i], 1e-3)));
            }
        }
    }

    void running(Tensors weights) {
        Map<String, GoldenSummary> actual =
                GoldenSummary.byFixtureName(weights.only(name -> name.contains(".running_")), golden.streams());
        JsonNode rows = golden.node().get("running");
        JsonNode spread = golden.node().get("float32_spread");
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
                                within(row.get(2).asDouble()
                                        * Math.max(
                                                1e-4,
                                                5 * spread.path("running_err").asDouble())));
            }
        }
    }
}
