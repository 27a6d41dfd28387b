package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputDistributionTest {
    private static final int FEATURES = 5;

    /** Features of which the second follows the first. */
    private static double[] drawn(int i) {
        RandomFunction random = RandomFunction.of(4).at(i);
        double[] features = new double[FEATURES];
        for (int f = 0; f < FEATURES; f++) {
            features[f] = f + random.gaussian(f);
        }
        features[1] = 1 + features[0] + 0.1 * random.gaussian(1);
        return features;
    }

    private static List<double[]> drawn(int from, int to) {
        return IntStream.range(from, to).mapToObj(InputDistributionTest::drawn).toList();
    }

    private static double flagged(InputDistribution known, List<double[]> inputs) {
        return (double) inputs.stream().filter(i -> known.foreignness(i) > 1).count() / inputs.size();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 200})
    void inputsOfTheSameKindAreSeldomForeign(int training) {
        InputDistribution known = InputDistribution.fit(drawn(0, training), drawn(training, training + 20));
        assertThat(flagged(known, drawn(1000, 3000))).isLessThan(0.03);
    }

    /** Some are far out: few of validation cannot know, many of training can. */
    @Test
    void soAreInputsThatDifferMuchFromEachOther() {
        InputDistribution known = InputDistribution.fit(wide(0, 160), wide(160, 180));
        assertThat(flagged(known, wide(1000, 3000))).isLessThan(0.03);
    }

    private static List<double[]> wide(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> {
                    double[] features = drawn(i);
                    double wider = Math.exp(0.5 * RandomFunction.of(8).gaussian(i));
                    return DoubleStream.of(features).map(f -> f * wider).toArray();
                })
                .toList();
    }

    @Test
    void whatBreaksARelationIsForeignThoughEachFeatureIsUsual() {
        InputDistribution known = InputDistribution.fit(drawn(0, 200), drawn(200, 220));
        double[] usual = {1.5, 2.5, 2, 3, 4};
        double[] broken = {1.5, -0.5, 2, 3, 4};
        assertThat(known.foreignness(usual)).isLessThan(1);
        assertThat(known.foreignness(broken)).isGreaterThan(2);
    }

    @Test
    void farAwayIsForeignAfterTwoVolumesOrOfAFeatureThatNeverChanged() {
        InputDistribution two = InputDistribution.fit(drawn(0, 2), drawn(2, 3));
        assertThat(two.foreignness(new double[] {50, -50, 50, -50, 50})).isGreaterThan(1);
        List<double[]> constant = List.of(new double[] {1, 2}, new double[] {1, 3}, new double[] {1, 4});
        InputDistribution known = InputDistribution.fit(constant, List.of(new double[] {1, 2.5}));
        assertThat(known.foreignness(new double[] {1, 3})).isLessThan(1);
        assertThat(known.foreignness(new double[] {2, 3})).isGreaterThan(1);
    }

    @Test
    void theInverseOfAMatrixTimesItIsOne() {
        double[][] matrix = {{4, 1, 0.5}, {1, 3, -1}, {0.5, -1, 2}};
        double[][] inverse = Spd.inverse(matrix);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += matrix[i][k] * inverse[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
        }
        assertThatThrownBy(() -> Spd.inverse(new double[][] {{1, 2}, {2, 1}})).hasMessageContaining("not positive");
    }

    @Test
    void whatIsNoDistributionIsRefused() {
        assertThatThrownBy(() -> new InputDistribution(new double[2], new double[1][2], 1))
                .hasMessageContaining("1 rows");
        assertThatThrownBy(() -> new InputDistribution(new double[1], new double[1][1], 0))
                .hasMessageContaining("threshold 0.0");
    }
}
