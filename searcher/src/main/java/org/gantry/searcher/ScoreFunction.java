package org.gantry.searcher;

import java.util.List;
import java.util.OptionalDouble;
import org.gantry.domain.network.Operation;

/**
 * The score-function estimator (Williams 1992): the mean over draws z of (L(z) - baseline) · grad log P(z), with dlog P
 * / dalpha_bj = z_bj - P_bj. Whole draws are compared with each other, so it sees what an operation is worth where the
 * straight-through gates see only how the drawn one should be scaled, and it needs no gradient of the network.
 *
 * <p>The baseline of a draw is the mean loss of the step's other draws, which were on the same batch (Kool, van Hoof,
 * Welling 2019); of a single draw, the moving mean of the losses before it. Neither depends on the draw, so the
 * estimate is unbiased.
 */
final class ScoreFunction implements AlphaGradient {
    /** Share of a step's loss in the moving mean: some ten steps are remembered. */
    private static final double MOMENTUM = 0.1;

    private OptionalDouble before = OptionalDouble.empty();

    @Override
    public double[][] of(Alpha alpha, List<Trial> trials) {
        int n = trials.size();
        double[] losses = trials.stream().mapToDouble(t -> t.taken().loss()).toArray();
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        double[][] gradient = new double[alpha.blocks()][Operation.COUNT];
        for (int i = 0; i < n; i++) {
            double baseline = n == 1 ? before.orElse(losses[i]) : (sum - losses[i]) / (n - 1);
            add(gradient, alpha, trials.get(i).drawn(), (losses[i] - baseline) / n);
        }
        double mean = sum / n;
        double old = before.orElse(mean);
        before = OptionalDouble.of(old + MOMENTUM * (mean - old));
        return gradient;
    }

    /** Adds advantage · grad log P(z). */
    private static void add(double[][] gradient, Alpha alpha, GumbelSoftmax drawn, double advantage) {
        int[] z = drawn.genotype().indices();
        for (int b = 0; b < gradient.length; b++) {
            double[] logP = alpha.logProbabilities(b);
            for (int j = 0; j < Operation.COUNT; j++) {
                gradient[b][j] += advantage * ((j == z[b] ? 1 : 0) - Math.exp(logP[j]));
            }
        }
    }
}
