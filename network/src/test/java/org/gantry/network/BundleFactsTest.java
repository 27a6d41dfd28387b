package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.VolumeFeatures;
import org.gantry.domain.scan.Preprocessing;
import org.junit.jupiter.api.Test;

/** What is known of a model comes back from its bundle, and an older bundle knows less. */
class BundleFactsTest {
    private static final Provenance PROVENANCE =
            new Provenance("r", "nodules", "d1", 3, "as asked", "0.1", Instant.parse("2026-01-02T03:04:05Z"));
    private static final Preprocessing INPUT =
            Preprocessing.lung(SmallNetworks.GRID).lungsOnly(true);

    private static BundleFacts through(BundleFacts facts) {
        ModelBundle bundle = new ModelBundle(
                SmallNetworks.NETWORK,
                SmallNetworks.GRID,
                List.of("Normal", "NCP"),
                facts.map(),
                new Tensors(Map.of("head.bias", new Tensors.Array(new int[] {2}, new float[2]))));
        return BundleFacts.of(ModelBundle.of(bundle.toBytes(Map.of("model-card.md", new byte[] {1}))));
    }

    private static InputDistribution inputs(int features) {
        double[] mean = new double[features];
        double[][] precision = new double[features][features];
        for (int i = 0; i < features; i++) {
            mean[i] = i / 3.0;
            precision[i][i] = 1e-7 * i + 1;
        }
        return new InputDistribution(mean, precision, 2.5);
    }

    @Test
    void whatIsKnownOfAModelComesBackToTheLastBit() {
        float[][] logits = {{2, -1}, {0.3f, 0.7f}, {1, -1}, {0.5f, 0.1f}};
        Metrics test = Metrics.calibrated(2, new int[] {0, 1, 0, 1}, logits, new Temperature(1.7));
        InputDistribution inputs = inputs(VolumeFeatures.COUNT);
        BundleFacts facts = through(BundleFacts.begin()
                .put(INPUT)
                .put(PROVENANCE)
                .put(test)
                .put(inputs)
                .put("training.epoch", "7"));
        assertThat(facts.preprocessing(SmallNetworks.GRID)).isEqualTo(INPUT);
        assertThat(facts.provenance()).isEqualTo(PROVENANCE);
        assertThat(facts.test()).usingRecursiveComparison().isEqualTo(test);
        assertThat(facts.temperature()).isEqualTo(new Temperature(1.7));
        assertThat(facts.inputs())
                .hasValueSatisfying(
                        read -> assertThat(read).usingRecursiveComparison().isEqualTo(inputs));
        assertThat(facts.fact("training.epoch")).isEqualTo("7");
    }

    @Test
    void aBundleFromBeforeCalibrationHasTemperatureOneAndKnowsNoInputs() {
        Metrics test = new Metrics(new int[][] {{8, 2}, {1, 9}}, OptionalDouble.empty(), OptionalDouble.empty());
        BundleFacts facts = through(BundleFacts.begin().put(test));
        assertThat(facts.temperature()).isEqualTo(Temperature.ONE);
        assertThat(facts.inputs()).isEmpty();
        assertThat(facts.test().calibration()).isEmpty();
        assertThatThrownBy(facts::provenance).hasMessage("bundle.json says no provenance.run");
    }

    @Test
    void inputsThatAnotherReleaseMeasuredOtherwiseAreNotKnown() {
        assertThat(through(BundleFacts.begin().put(inputs(3))).inputs()).isEmpty();
    }
}
