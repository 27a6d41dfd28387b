package org.gantry.searcher;

import java.util.List;
import org.gantry.domain.network.Operation;

/**
 * DARTS's gradient (paper, Eq. 1-2): with out_b = sum_k P_bk o_bk and gates g_bk = dL/dP_bk of every candidate,
 * dL/dalpha_bj = P_bj (g_bj - sum_k P_bk g_bk). First order: the weights are taken for constants.
 */
final class MixtureGradient implements AlphaGradient {
    @Override
    public double[][] of(Alpha alpha, List<Trial> trials) {
        double[] gates = trials.get(0).taken().gates();
        double[][] gradient = new double[alpha.blocks()][Operation.COUNT];
        for (int b = 0; b < gradient.length; b++) {
            double[] logP = alpha.logProbabilities(b);
            double mean = 0;
            for (int k = 0; k < Operation.COUNT; k++) {
                mean += Math.exp(logP[k]) * gates[b * Operation.COUNT + k];
            }
            for (int j = 0; j < Operation.COUNT; j++) {
                gradient[b][j] = Math.exp(logP[j]) * (gates[b * Operation.COUNT + j] - mean);
            }
        }
        return gradient;
    }
}
