package org.gantry.searcher;

import java.util.List;
import org.gantry.domain.network.Operation;

/** The paper's estimator: the gates of each draw through its Gumbel-softmax, the mean over the draws. */
final class StraightThrough implements AlphaGradient {
    @Override
    public double[][] of(Alpha alpha, List<Trial> trials) {
        double[][] mean = new double[alpha.blocks()][Operation.COUNT];
        for (Trial trial : trials) {
            double[][] one = trial.drawn().gradient(trial.taken().gates());
            for (int b = 0; b < mean.length; b++) {
                for (int j = 0; j < Operation.COUNT; j++) {
                    mean[b][j] += one[b][j] / trials.size();
                }
            }
        }
        return mean;
    }
}
