package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
    @Test
    void probabilitiesThatComeTrueAsOftenAsTheySayHaveNoError() {
        float[][] probabilities = {{0.25f, 0.75f}, {0.25f, 0.75f}, {0.25f, 0.75f}, {0.25f, 0.75f}};
        assertThat(Reliability.of(new int[] {1, 1, 1, 0}, probabilities).error())
                .isCloseTo(0, within(1e-7));
    }

    @Test
    void sureAndWrongIsTheWorst() {
        assertThat(Reliability.of(new int[] {0}, new float[][] {{0, 1}}).error())
                .isEqualTo(1);
    }

    @Test
    void eachBinCountsByHowManyPredictionsItHolds() {
        float[][] probabilities = {{0.1f, 0.9f}, {0.1f, 0.9f}, {0.1f, 0.9f}, {0.4f, 0.6f}};
        double error = Reliability.of(new int[] {1, 1, 0, 0}, probabilities).error();
        assertThat(error).isCloseTo(0.75 * (0.9 - 2 / 3.0) + 0.25 * 0.6, within(1e-6));
    }
}
