package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Estimator.Gradient;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

class EveryCandidateTest {
    private static final int BLOCKS = 5;
    private static final RandomFunction RANDOM = RandomFunction.of(31);
    private static final Alpha ALPHA = Alpha.initial(BLOCKS, RANDOM.at("alpha"));

    private final EveryCandidate estimator = new EveryCandidate();

    private List<GumbelSoftmax> draws(int turn) {
        return estimator.draws(ALPHA, 1, 2 * Operation.COUNT, turn, RANDOM.at(turn));
    }

    private static Trial trial(GumbelSoftmax drawn, double loss) {
        return new Trial(
                drawn, new StepTaken("run/search", 0, 0, Phase.ALPHA, drawn.genotype(), loss, 0.5, 0, new double[0]));
    }

    /** What the operations of a block cost; all costs of a path add up. */
    private static double cost(int block, int operation) {
        return RANDOM.at("cost").uniform((long) block * Operation.COUNT + operation);
    }

    private static double loss(GumbelSoftmax drawn) {
        int[] path = drawn.genotype().indices();
        return IntStream.range(0, BLOCKS).mapToDouble(b -> cost(b, path[b])).sum();
    }

    @Test
    void eachBlockInTurnTakesEveryCandidateWhileTheOthersStandStill() {
        List<int[]> paths = draws(2).stream().map(d -> d.genotype().indices()).toList();
        for (int k = 0; k < Operation.COUNT; k++) {
            assertThat(paths.get(k)[4]).isEqualTo(k);
            assertThat(Arrays.copyOf(paths.get(k), 4)).isEqualTo(Arrays.copyOf(paths.get(0), 4));
            int[] second = paths.get(Operation.COUNT + k);
            assertThat(second[0]).as("after the last block the first").isEqualTo(k);
            assertThat(Arrays.copyOfRange(second, 1, BLOCKS))
                    .isEqualTo(Arrays.copyOfRange(paths.get(Operation.COUNT), 1, BLOCKS));
        }
    }

    @Test
    void whereCostsAddUpItIsTheExactGradientAndHasNoNoise() {
        List<Trial> trials = draws(0).stream().map(d -> trial(d, loss(d))).toList();
        double[][] gradient = estimator.of(ALPHA, trials);
        for (int b = 0; b < 2; b++) {
            double[] p = Arrays.stream(ALPHA.logProbabilities(b)).map(Math::exp).toArray();
            double mean = 0;
            for (int k = 0; k < p.length; k++) {
                mean += p[k] * cost(b, k);
            }
            for (int j = 0; j < p.length; j++) {
                assertThat(gradient[b][j]).isCloseTo(p[j] * (cost(b, j) - mean), within(1e-14));
            }
        }
        assertThat(Arrays.stream(gradient).skip(2))
                .allSatisfy(row -> assertThat(row).containsOnly(0));
    }

    @Test
    void anotherNumberOfDrawsIsRefused() {
        assertThatThrownBy(() -> new Estimator(Gradient.CANDIDATES, 4, 0, 0))
                .hasMessageContaining("all 8 candidates")
                .hasMessageContaining("not 4");
    }
}
