package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GumbelSoftmaxTest {
    private static final int BLOCKS = 5;

    /** The 0.999 quantile of chi-square with 7 degrees of freedom. */
    private static final double CHI_SQUARE_7 = 24.32;

    private static double[][] numbers(int rows, RandomFunction random) {
        double[][] numbers = new double[rows][Operation.COUNT];
        for (int b = 0; b < rows; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                numbers[b][k] = random.gaussian((long) b * Operation.COUNT + k);
            }
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 5})
    void theGradientIsThatOfTheSoftPathByFiniteDifferences(double tau) {
        RandomFunction random = RandomFunction.of(3);
        double[][] alpha = numbers(BLOCKS, random.at("alpha"));
        double[][] gumbel = numbers(BLOCKS, random.at("gumbel"));
        double[] gates = {0.3, -1.2, 0, 2, -0.01};
        GumbelSoftmax drawn = GumbelSoftmax.draw(new Alpha(alpha), tau, gumbel);
        int[] chosen = drawn.genotype().indices();
        double[][] gradient = drawn.gradient(gates);

        double step = 1e-5;
        for (int b = 0; b < BLOCKS; b++) {
            for (int j = 0; j < Operation.COUNT; j++) {
                double at = alpha[b][j];
                alpha[b][j] = at + step;
                double above = loss(alpha, gumbel, tau, gates, chosen);
                alpha[b][j] = at - step;
                double below = loss(alpha, gumbel, tau, gates, chosen);
                alpha[b][j] = at;
                assertThat(gradient[b][j])
                        .as("block %d, operation %d", b, j)
                        .isCloseTo((above - below) / (2 * step), within(1e-9));
            }
        }
    }

    /** A loss that is linear in the drawn operations' gates: L = sum_b g_b p̃_b,k. */
    private static double loss(double[][] alpha, double[][] gumbel, double tau, double[] gates, int[] chosen) {
        double[][] soft = GumbelSoftmax.draw(new Alpha(alpha), tau, gumbel).soft();
        double loss = 0;
        for (int b = 0; b < soft.length; b++) {
            loss += gates[b] * soft[b][chosen[b]];
        }
        return loss;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5})
    void drawsFollowTheSoftmaxOfAlphaAtAnyTemperature(double tau) {
        Alpha alpha = new Alpha(new double[][] {{0, 0.5, -0.5, 1, -1, 0.2, 1.5, -2}});
        double[] expected =
                Arrays.stream(alpha.logProbabilities(0)).map(Math::exp).toArray();
        int draws = 20_000;
        int[] counts = new int[Operation.COUNT];
        RandomFunction random = RandomFunction.of(11);
        for (int i = 0; i < draws; i++) {
            counts[GumbelSoftmax.draw(alpha, tau, random.at(i)).genotype().indices()[0]]++;
        }
        double chiSquare = 0;
        for (int k = 0; k < counts.length; k++) {
            double mean = draws * expected[k];
            chiSquare += (counts[k] - mean) * (counts[k] - mean) / mean;
        }
        assertThat(chiSquare).isLessThan(CHI_SQUARE_7);
    }

    @Test
    void aLowTemperatureApproachesTheOneHotDrawAndAHighOneTheMean() {
        Alpha alpha = new Alpha(numbers(1, RandomFunction.of(5)));
        double[][] gumbel = numbers(1, RandomFunction.of(6));
        GumbelSoftmax cold = GumbelSoftmax.draw(alpha, 1e-3, gumbel);
        assertThat(cold.soft()[0][cold.genotype().indices()[0]]).isCloseTo(1, within(1e-9));
        assertThat(GumbelSoftmax.draw(alpha, 1e6, gumbel).soft()[0])
                .containsExactly(new double[] {.125, .125, .125, .125, .125, .125, .125, .125}, within(1e-5));
    }

    @Test
    void aRowOfTheGradientSumsToZero() {
        GumbelSoftmax drawn = GumbelSoftmax.draw(new Alpha(new double[3][8]), 1, RandomFunction.of(2));
        for (double[] row : drawn.gradient(new double[] {1, -3, 0.5})) {
            assertThat(Arrays.stream(row).sum()).isCloseTo(0, within(1e-12));
        }
    }
}
