package org.gantry.searcher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.network.Operation;

/**
 * DARTS's gradient (paper, Eq. 1-2): with out_b = sum_k P_bk o_bk and gates g_bk = dL/dP_bk of every candidate,
 * dL/dalpha_bj = P_bj (g_bj - sum_k P_bk g_bk). First order: the weights are taken for constants.
 */
final class MixtureGradient implements AlphaGradient {
    @Override
    public double[][] of(Alpha alpha, List<Trial> trials) {
        double[] gates = trials.get(0).taken().gates();
        return IntStream.range(0, alpha.blocks())
                .mapToObj(b ->
                        alpha.gradient(b, Arrays.copyOfRange(gates, b * Operation.COUNT, (b + 1) * Operation.COUNT)))
                .toArray(double[][]::new);
    }
}
