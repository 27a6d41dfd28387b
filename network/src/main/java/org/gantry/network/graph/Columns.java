package org.gantry.network.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Means over the rows of a matrix (row, channel), added in two stages of about sqrt(n) numbers: n numbers in a row cost
 * float32 its sixth digit (RATIONALE.md, "Batch statistics"). A row of ones times the matrix adds many times faster
 * than TensorFlow's own reductions; seen as (n / runs, runs * channel), the same numbers make {@code runs} sums a
 * channel, which are then added themselves.
 */
final class Columns {
    private Columns() {}

    /** The mean of every column of (rows, channels), whatever shape x has. */
    static Operand<TFloat32> mean(GraphOps g, Operand<TFloat32> x, int rows, int channels) {
        int runs = runs(rows);
        int length = rows / runs;
        Operand<TFloat32> partial = g.tf().linalg.matMul(g.ones(1, length), g.reshape(x, length, runs * channels));
        Operand<TFloat32> sum = g.tf().sum(g.reshape(partial, runs, channels), g.ints(0));
        return g.tf().math.mul(sum, g.number(1f / rows));
    }

    /** The largest divisor up to the root. */
    private static int runs(int rows) {
        int runs = (int) Math.sqrt(rows);
        while (rows % runs != 0) {
            runs--;
        }
        return runs;
    }
}
