package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gantry.domain.RandomFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {
    private static final int CLASSES = 3;
    private static final int MANY = 20_000;

    private static float[][] logits(int count, long seed) {
        float[][] logits = new float[count][CLASSES];
        for (int i = 0; i < count; i++) {
            RandomFunction random = RandomFunction.of(seed).at(i);
            for (int c = 0; c < CLASSES; c++) {
                logits[i][c] = (float) (2 * random.gaussian(c));
            }
        }
        return logits;
    }

    /** Labels that are drawn with the probabilities of the logits at a temperature. */
    private static int[] drawn(float[][] logits, double temperature) {
        int[] labels = new int[logits.length];
        for (int i = 0; i < labels.length; i++) {
            float[] p = new Temperature(temperature).probabilities(logits[i]);
            double u = RandomFunction.of(11).at(i).uniform(0);
            while (labels[i] < CLASSES - 1 && u > p[labels[i]]) {
                u -= p[labels[i]];
                labels[i]++;
            }
        }
        return labels;
    }

    private static double loss(float[][] logits, int[] labels, Temperature temperature) {
        return Metrics.calibrated(CLASSES, labels, logits, temperature)
                .calibration()
                .orElseThrow()
                .loss();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2.5})
    void theTemperatureThatMadeTheLabelsIsFound(double truth) {
        float[][] logits = logits(MANY, 1);
        Temperature found = Temperature.fit(logits, drawn(logits, truth));
        assertThat(found.value()).isCloseTo(truth, within(0.05 * truth));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 3})
    void noOtherTemperatureHasALesserLossAndTheErrorFalls(double truth) {
        float[][] logits = logits(MANY, 2);
        int[] labels = drawn(logits, truth);
        Temperature found = Temperature.fit(logits, labels);
        for (double factor : new double[] {0.8, 0.95, 1.05, 1.25}) {
            assertThat(loss(logits, labels, new Temperature(found.value() * factor)))
                    .isGreaterThan(loss(logits, labels, found));
        }
        Metrics calibrated = Metrics.calibrated(CLASSES, labels, logits, found);
        Calibration calibration = calibrated.calibration().orElseThrow();
        assertThat(calibration.loss()).isLessThan(calibration.lossBefore());
        assertThat(calibrated.calibrationError().orElseThrow()).isLessThan(calibration.errorBefore() / 2);
        assertThat(calibrated.confusion())
                .isDeepEqualTo(Metrics.calibrated(CLASSES, labels, logits, Temperature.ONE)
                        .confusion());
    }

    @Test
    void fewAnswersMoveItLessThanMany() {
        float[][] many = logits(MANY, 3);
        int[] labels = drawn(many, 3);
        double before = 1;
        for (int n : new int[] {5, 50, MANY}) {
            double found = Temperature.fit(Arrays.copyOf(many, n), Arrays.copyOf(labels, n))
                    .value();
            assertThat(found).as("of %d answers", n).isGreaterThan(before);
            before = found;
        }
    }

    @Test
    void fewAnswersThatAreAllRightAreNotCertain() {
        float[][] logits = {{4, 0}, {0, 3}, {5, 0}, {0, 6}};
        Temperature found = Temperature.fit(logits, new int[] {0, 1, 0, 1});
        assertThat(found.value()).isBetween(0.8, 1.0);
        assertThat(found.probabilities(logits[1])[1]).isBetween(0.95f, 0.98f);
    }

    @Test
    void twoMistakesDoNotCondemnIt() {
        float[][] logits = {{4, 0}, {0, 4}};
        // of twelve answers, ten are believed to be right as often as it says: 0.982
        double right = 10.0 / 12 / (1 + Math.exp(-4));
        assertThat(Temperature.fit(logits, new int[] {1, 0}).probabilities(logits[0])[0])
                .isCloseTo((float) right, within(1e-4f));
    }

    @Test
    void atOneItIsTheSoftmaxAndLargeLogitsDoNotOverflow() {
        assertThat(Temperature.ONE.probabilities(new float[] {1000, 1000 + (float) Math.log(3)}))
                .containsExactly(new float[] {0.25f, 0.75f}, within(1e-4f));
        assertThat(new Temperature(2).probabilities(new float[] {0, 2 * (float) Math.log(3)}))
                .containsExactly(new float[] {0.25f, 0.75f}, within(1e-6f));
    }

    @Test
    void whatIsNoTemperatureIsRefused() {
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Temperature(value)).hasMessageContaining("positive number");
        }
        assertThatThrownBy(() -> Temperature.fit(new float[0][], new int[0])).hasMessageContaining("needs answers");
    }
}
