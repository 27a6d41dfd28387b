package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Probability pairs of class 1's probability. */
    private static float[][] binary(double... positive) {
        return Arrays.stream(positive)
                .mapToObj(p -> new float[] {(float) (1 - p), (float) p})
                .toArray(float[][]::new);
    }

    @Test
    void twoClassesByHand() {
        // truth 1 1 1 0 0 0 0; predicted 1 1 0 1 0 0 0: 2 true positive, 1 false negative, 1 false positive, 3 true
        // negative
        Metrics m = Metrics.of(2, new int[] {1, 1, 1, 0, 0, 0, 0}, binary(0.9, 0.8, 0.3, 0.7, 0.2, 0.1, 0.4));
        assertThat(m.confusion()).isDeepEqualTo(new int[][] {{3, 1}, {1, 2}});
        assertThat(m.accuracy()).isCloseTo(5 / 7.0, EXACT);
        assertThat(m.precision()).isCloseTo(2 / 3.0, EXACT);
        assertThat(m.sensitivity()).isCloseTo(2 / 3.0, EXACT);
        assertThat(m.specificity()).isCloseTo(3 / 4.0, EXACT);
        assertThat(m.f1()).isCloseTo(2 / 3.0, EXACT);
        assertThat(m.balancedAccuracy()).isCloseTo((2 / 3.0 + 3 / 4.0) / 2, EXACT);
        assertThat(m.majorityAccuracy()).isCloseTo(4 / 7.0, EXACT);
        // of 12 pairs, 0.9 and 0.8 win 4 each, 0.3 wins over 0.2 and 0.1
        assertThat(m.auroc()).hasValueCloseTo(10 / 12.0, EXACT);
    }

    @Test
    void tiesCountHalfInTheAuroc() {
        Metrics m = Metrics.of(2, new int[] {1, 0, 1, 0}, binary(0.5, 0.5, 0.8, 0.2));
        // pairs: 0.5-0.5 half, 0.5-0.2 one, 0.8 over both two
        assertThat(m.auroc()).hasValueCloseTo(3.5 / 4, EXACT);
        assertThat(Metrics.of(2, new int[] {1, 0, 0}, binary(0.4, 0.4, 0.4)).auroc())
                .hasValueCloseTo(0.5, EXACT);
    }

    @Test
    void alwaysPositiveHasTheMajoritysAccuracyAndNoSpecificity() {
        Metrics m = Metrics.of(2, new int[] {1, 1, 1, 0}, binary(0.9, 0.9, 0.9, 0.9));
        assertThat(m.accuracy()).isEqualTo(m.majorityAccuracy()).isEqualTo(0.75);
        assertThat(m.specificity()).isZero();
        assertThat(m.balancedAccuracy()).isEqualTo(0.5);
    }

    @Test
    void neverPositiveHasZeroPrecisionRatherThanNotANumber() {
        Metrics m = Metrics.of(2, new int[] {1, 0}, binary(0.1, 0.1));
        assertThat(m.precision()).isZero();
        assertThat(m.f1()).isZero();
        assertThat(m.sensitivity()).isZero();
    }

    @Test
    void threeClassesAreTheMeanOfEachAgainstTheRest() {
        float[][] p = {{.8f, .1f, .1f}, {.2f, .7f, .1f}, {.1f, .6f, .3f}, {.3f, .5f, .2f}, {.1f, .2f, .7f}};
        Metrics m = Metrics.of(3, new int[] {0, 0, 1, 1, 2}, p);
        assertThat(m.confusion()).isDeepEqualTo(new int[][] {{1, 1, 0}, {0, 2, 0}, {0, 0, 1}});
        assertThat(m.accuracy()).isEqualTo(0.8);
        assertThat(m.precision()).isCloseTo((1 + 2 / 3.0 + 1) / 3, EXACT);
        assertThat(m.sensitivity()).isCloseTo((0.5 + 1 + 1) / 3, EXACT);
        assertThat(m.specificity()).isCloseTo((1 + 2 / 3.0 + 1) / 3, EXACT);
        assertThat(m.f1()).isCloseTo((2 / 3.0 + 4 / 5.0 + 1) / 3, EXACT);
        assertThat(m.balancedAccuracy()).isCloseTo(m.sensitivity(), EXACT);
        // class 0: 0.8 beats three of three, 0.2 two; class 1: 0.6 and 0.5 each beat two of three; class 2: all
        // 3/3 + 1
        assertThat(m.auroc()).hasValueCloseTo((5 / 6.0 + 4 / 6.0 + 1) / 3, EXACT);
    }

    @Test
    void aClassThatNeverOccursLeavesTheMeansAlone() {
        float[][] p = {{.8f, .1f, .1f}, {.2f, .7f, .1f}};
        Metrics m = Metrics.of(3, new int[] {0, 1}, p);
        assertThat(m.balancedAccuracy()).isEqualTo(1);
        assertThat(m.auroc()).hasValueCloseTo(1.0, EXACT);
    }

    @Test
    void oneClassOnlyHasNoAuroc() {
        Metrics m = Metrics.of(2, new int[] {1, 1}, binary(0.9, 0.1));
        assertThat(m.auroc()).isEmpty();
        assertThat(m.figures()).containsEntry("auroc", null).containsEntry("accuracy", 0.5);
    }

    @Test
    void whatIsNoPredictionIsRefused() {
        assertThatThrownBy(() -> Metrics.of(2, new int[] {2}, binary(0.5))).hasMessageContaining("label 2");
        assertThatThrownBy(() -> Metrics.of(2, new int[] {1}, binary(Double.NaN)))
                .hasMessageContaining("not a number");
        assertThatThrownBy(() -> Metrics.of(2, new int[0], new float[0][])).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Metrics.of(2, new int[1], new float[0][])).hasMessageContaining("1 labels for 0");
        assertThatThrownBy(() -> Metrics.of(3, new int[1], binary(0.5))).hasMessageContaining("3 classes");
    }
}
