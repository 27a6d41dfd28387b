package org.gantry.network.graph;

import java.util.function.Function;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Stride;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every second position of the strided axes, from the first: the stride of a 1x1x1 convolution. */
final class Subsample {
    private Subsample() {}

    static Function<FeatureMap, Flow> layer(GraphOps g, Stride stride) {
        return in -> stride.equals(Stride.ONE) ? Flow.of(in) : strided(g, in, stride);
    }

    /** Axes are split into pairs by reshape, so that a box replaces TensorFlow's slow StridedSlice. */
    private static Flow strided(GraphOps g, FeatureMap in, Stride stride) {
        int n = in.batch();
        int c = in.channels();
        Grid grid = in.grid();
        Grid half = stride.apply(grid);
        int[] volumes = {grid.depth(), n, grid.height(), grid.width(), c};
        int[] missing = {
            half.depth() * stride.depth() - grid.depth(),
            half.height() * stride.height() - grid.height(),
            half.width() * stride.width() - grid.width()
        };
        int[] zeros = {0, missing[0], 0, 0, 0, missing[1], 0, missing[2], 0, 0};
        int[] pairs = {
            half.depth(), stride.depth(), n * half.height(), stride.height(), half.width(), stride.width() * c
        };
        int[] firsts = {half.depth(), 1, n * half.height(), 1, half.width(), c};
        Operand<TFloat32> even = g.pad(g.reshape(in.value(), volumes), zeros);
        FeatureMap out = in.on(half);
        Operand<TFloat32> y = g.reshape(g.slice(g.reshape(even, pairs), new int[6], firsts), out.shape());
        return new Flow(out.with(y), gradient -> {
            int[] others = {0, 0, 0, stride.depth() - 1, 0, 0, 0, stride.height() - 1, 0, 0, 0, (stride.width() - 1) * c
            };
            Operand<TFloat32> spread = g.reshape(
                    g.pad(g.reshape(gradient, firsts), others),
                    volumes[0] + missing[0],
                    n,
                    volumes[2] + missing[1],
                    volumes[3] + missing[2],
                    c);
            return g.reshape(g.slice(spread, new int[5], volumes), in.shape());
        });
    }
}
