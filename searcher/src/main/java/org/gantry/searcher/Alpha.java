package org.gantry.searcher;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;

/**
 * The architecture parameters, one row a block (paper, Eq. 1): P = softmax(alpha).
 *
 * @param rows (block)(operation)
 */
record Alpha(double[][] rows) {
    /** alpha starts at 1e-3 · N(0, 1). */
    private static final double INITIAL_SPREAD = 1e-3;

    static Alpha initial(int blocks, RandomFunction random) {
        double[][] rows = new double[blocks][Operation.COUNT];
        for (int b = 0; b < blocks; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                rows[b][k] = INITIAL_SPREAD * random.gaussian((long) b * Operation.COUNT + k);
            }
        }
        return new Alpha(rows);
    }

    int blocks() {
        return rows.length;
    }

    /** log P of a block. */
    double[] logProbabilities(int block) {
        double[] row = rows[block];
        double max = Arrays.stream(row).max().orElseThrow();
        double logSum =
                max + Math.log(Arrays.stream(row).map(a -> Math.exp(a - max)).sum());
        return Arrays.stream(row).map(a -> a - logSum).toArray();
    }

    /** What a value by P of a block's operations is by its alpha: dv/dalpha_j = P_j (v_j - sum_k P_k v_k). */
    double[] gradient(int block, double[] byProbability) {
        double[] p = Arrays.stream(logProbabilities(block)).map(Math::exp).toArray();
        double mean = 0;
        for (int k = 0; k < p.length; k++) {
            mean += p[k] * byProbability[k];
        }
        for (int j = 0; j < p.length; j++) {
            p[j] *= byProbability[j] - mean;
        }
        return p;
    }

    /** Mean over blocks of the entropy of P, nats: log 8 where nothing is decided, 0 where all is. */
    double entropy() {
        return IntStream.range(0, blocks())
                .mapToDouble(b -> -Arrays.stream(logProbabilities(b))
                        .map(l -> Math.exp(l) * l)
                        .sum())
                .average()
                .orElseThrow();
    }

    /** The derived genotype: argmax of each row. */
    Genotype derive() {
        return Genotype.of(
                IntStream.range(0, blocks()).map(b -> argmax(rows[b])).toArray());
    }

    static int argmax(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((best, k) -> values[k] > values[best] ? k : best)
                .orElseThrow();
    }
}
