package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gantry.domain.RandomFunction;
import org.junit.jupiter.api.Test;

class RocTest {
    private static float[][] of(float... positive) {
        float[][] probabilities = new float[positive.length][];
        for (int i = 0; i < positive.length; i++) {
            probabilities[i] = new float[] {1 - positive[i], positive[i]};
        }
        return probabilities;
    }

    @Test
    void stepsGoUpForThePositiveAndRightForOthersAndTiesGoBothWaysAtOnce() {
        Roc roc = Roc.of(1, new int[] {1, 0, 1, 0, 1}, of(0.9f, 0.8f, 0.5f, 0.5f, 0.1f));
        assertThat(roc.falsePositiveRate()).containsExactly(0, 0, 0.5, 1, 1);
        assertThat(roc.truePositiveRate())
                .containsExactly(new double[] {0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 1}, within(1e-12));
    }

    @Test
    void theAreaBelowItIsAuroc() {
        RandomFunction random = RandomFunction.of(5);
        int[] labels = new int[200];
        float[] positive = new float[200];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 3 == 0 ? 1 : 0;
            positive[i] = Math.round(10 * (0.3 * labels[i] + 0.7 * random.uniform(i))) / 10f; // with ties
        }
        Roc roc = Roc.of(1, labels, of(positive));
        double area = 0;
        for (int i = 1; i < roc.falsePositiveRate().length; i++) {
            area += (roc.falsePositiveRate()[i] - roc.falsePositiveRate()[i - 1])
                    * (roc.truePositiveRate()[i] + roc.truePositiveRate()[i - 1])
                    / 2;
        }
        assertThat(area).isCloseTo(Auroc.of(2, labels, of(positive)).getAsDouble(), within(1e-12));
    }

    @Test
    void withoutAnotherClassThereIsNone() {
        assertThatThrownBy(() -> Roc.of(1, new int[] {1, 1}, of(0.9f, 0.8f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of class 1 and of others");
    }
}
