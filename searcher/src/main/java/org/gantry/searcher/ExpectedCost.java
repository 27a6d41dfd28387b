package org.gantry.searcher;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;

/**
 * What a drawn network's blocks are expected to cost, sum_b sum_k P_bk c_bk, which is exact and has an exact gradient
 * (as FBNet's latency term, Wu et al. 2019, with additions of multiplications in its place).
 *
 * @param shares c: multiplications of each operation of each block, as a share of the most expensive network's blocks
 */
record ExpectedCost(List<double[]> shares) {
    ExpectedCost {
        shares = List.copyOf(shares);
    }

    /** Of a search space on an input of this size. */
    static ExpectedCost of(MacroArchitecture macro, Grid input) {
        List<double[]> macs = new ArrayList<>();
        Grid grid = macro.stemStride().apply(input);
        double most = 0;
        for (Block block : macro.blocks()) {
            double[] row = new double[Operation.COUNT];
            double largest = 0;
            for (Operation operation : Operation.values()) {
                LayerGroup group = CovidNet3d.candidate(block, operation);
                row[operation.index()] = group.macs(grid);
                largest = Math.max(largest, row[operation.index()]);
            }
            most += largest;
            macs.add(row);
            grid = block.stride().apply(grid);
        }
        for (double[] row : macs) {
            for (int k = 0; k < row.length; k++) {
                row[k] /= most;
            }
        }
        return new ExpectedCost(macs);
    }

    /** The expected share, between 0 and 1. */
    double of(Alpha alpha) {
        double sum = 0;
        for (int b = 0; b < shares.size(); b++) {
            sum += expected(alpha, b);
        }
        return sum;
    }

    private double expected(Alpha alpha, int block) {
        double[] log = alpha.logProbabilities(block);
        double sum = 0;
        for (int k = 0; k < log.length; k++) {
            sum += Math.exp(log[k]) * shares.get(block)[k];
        }
        return sum;
    }

    /** dE/dalpha_bj = P_bj (c_bj - E_b). */
    double[][] gradient(Alpha alpha) {
        return IntStream.range(0, shares.size())
                .mapToObj(b -> alpha.gradient(b, shares.get(b)))
                .toArray(double[][]::new);
    }
}
