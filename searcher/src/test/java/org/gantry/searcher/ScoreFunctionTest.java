package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;

/** Two blocks have 64 genotypes: what is expected of the estimator is summed over all of them, not sampled. */
class ScoreFunctionTest {
    private static final int BLOCKS = 2;
    private static final RandomFunction RANDOM = RandomFunction.of(29);

    private static double[][] alpha() {
        double[][] rows = new double[BLOCKS][Operation.COUNT];
        for (int b = 0; b < BLOCKS; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                rows[b][k] = RANDOM.at("alpha").gaussian((long) b * Operation.COUNT + k);
            }
        }
        return rows;
    }

    /** Any number for each genotype. */
    private static double loss(Genotype z) {
        return RANDOM.at("loss").uniform((long) Operation.COUNT * z.indices()[0] + z.indices()[1]);
    }

    private static Trial trial(Genotype z) {
        StepTaken taken = new StepTaken("run/search", 0, 0, Phase.ALPHA, z, loss(z), 0.5, 0, new double[0]);
        return new Trial(new GumbelSoftmax(z, new double[BLOCKS][Operation.COUNT], 1), taken);
    }

    private static List<Genotype> all() {
        List<Genotype> all = new ArrayList<>();
        for (int i = 0; i < Operation.COUNT; i++) {
            for (int j = 0; j < Operation.COUNT; j++) {
                all.add(Genotype.of(i, j));
            }
        }
        return all;
    }

    private static double probability(Alpha alpha, Genotype z) {
        return Math.exp(alpha.logProbabilities(0)[z.indices()[0]] + alpha.logProbabilities(1)[z.indices()[1]]);
    }

    private static double expectedLoss(Alpha alpha) {
        return all().stream().mapToDouble(z -> probability(alpha, z) * loss(z)).sum();
    }

    @Test
    void whatIsExpectedOfOneDrawIsTheGradientOfTheExpectedLoss() {
        Alpha alpha = new Alpha(alpha());
        double[][] expected = new double[BLOCKS][Operation.COUNT];
        for (Genotype z : all()) {
            ScoreFunction score = new ScoreFunction();
            assertThat(score.of(alpha, List.of(trial(Genotype.of(3, 3)))))
                    .as("the first draw has no baseline but itself")
                    .isDeepEqualTo(new double[BLOCKS][Operation.COUNT]);
            add(expected, score.of(alpha, List.of(trial(z))), probability(alpha, z));
        }
        check(expected);
    }

    @Test
    void whatIsExpectedOfTwoDrawsIsTheGradientOfTheExpectedLoss() {
        Alpha alpha = new Alpha(alpha());
        double[][] expected = new double[BLOCKS][Operation.COUNT];
        for (Genotype one : all()) {
            for (Genotype other : all()) {
                double[][] estimate = new ScoreFunction().of(alpha, List.of(trial(one), trial(other)));
                add(expected, estimate, probability(alpha, one) * probability(alpha, other));
            }
        }
        check(expected);
    }

    private static void add(double[][] sum, double[][] term, double factor) {
        for (int b = 0; b < BLOCKS; b++) {
            for (int j = 0; j < Operation.COUNT; j++) {
                sum[b][j] += factor * term[b][j];
            }
        }
    }

    /** Against central differences of step 1e-5. */
    private static void check(double[][] gradient) {
        double h = 1e-5;
        for (int b = 0; b < BLOCKS; b++) {
            for (int j = 0; j < Operation.COUNT; j++) {
                double[][] more = alpha();
                double[][] less = alpha();
                more[b][j] += h;
                less[b][j] -= h;
                double slope = (expectedLoss(new Alpha(more)) - expectedLoss(new Alpha(less))) / (2 * h);
                assertThat(gradient[b][j]).isCloseTo(slope, within(1e-9));
            }
        }
    }
}
