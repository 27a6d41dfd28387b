package org.gantry.network.graph;

import java.util.List;
import java.util.function.Function;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Layer.Pooling;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Pooling of a window: TensorFlow's 3-D kernels, which want the batch outermost. */
final class Pool {
    private static final List<Long> THREE = List.of(1L, 3L, 3L, 3L, 1L);
    private static final List<Long> TWO = List.of(1L, 2L, 2L, 2L, 1L);
    private static final String VALID = "VALID";

    private Pool() {}

    static Function<FeatureMap, Flow> layer(GraphOps g, Pooling pooling) {
        return in -> pooling == Pooling.MAX_3 ? largest(g, in) : mean(g, in);
    }

    private static Flow largest(GraphOps g, FeatureMap in) {
        FeatureMap out = in.on(Pooling.MAX_3.grid(in.grid()));
        Grid grid = in.grid();
        int[][] border = {{0, 0}, {1, 1}, {1, 1}, {1, 1}, {0, 0}};
        Operand<TFloat32> x = g.tf().pad(batchFirst(g, in), g.tf().constant(border), g.number(-Float.MAX_VALUE));
        Operand<TFloat32> y = g.tf().nn.maxPool3d(x, THREE, TWO, VALID);
        return new Flow(out.with(depthFirst(g, y, out)), gradient -> {
            Operand<TFloat32> d = batchFirst(g, out.with(gradient));
            Operand<TFloat32> dx = g.tf().nn.maxPool3dGrad(x, y, d, THREE, TWO, VALID);
            int[] inside = {in.batch(), grid.depth(), grid.height(), grid.width(), in.channels()};
            return depthFirst(g, g.slice(dx, new int[] {0, 1, 1, 1, 0}, inside), in);
        });
    }

    private static Flow mean(GraphOps g, FeatureMap in) {
        FeatureMap out = in.on(Pooling.MEAN_2.grid(in.grid()));
        Operand<TFloat32> x = batchFirst(g, in);
        Operand<TFloat32> y = g.tf().nn.avgPool3d(x, TWO, TWO, VALID);
        return new Flow(out.with(depthFirst(g, y, out)), gradient -> {
            Operand<TFloat32> d = batchFirst(g, out.with(gradient));
            Grid grid = in.grid();
            Operand<TFloat32> dx = g.tf().nn
                    .avgPool3dGrad(
                            g.ints(in.batch(), grid.depth(), grid.height(), grid.width(), in.channels()),
                            d,
                            TWO,
                            TWO,
                            VALID);
            return depthFirst(g, dx, in);
        });
    }

    /** (batch, depth, height, width, channel). */
    private static Operand<TFloat32> batchFirst(GraphOps g, FeatureMap map) {
        Grid grid = map.grid();
        Operand<TFloat32> volumes =
                g.reshape(map.value(), grid.depth(), map.batch(), grid.height(), grid.width(), map.channels());
        return g.tf().linalg.transpose(volumes, g.ints(1, 0, 2, 3, 4));
    }

    /** From (batch, depth, height, width, channel) to a feature map of this shape. */
    private static Operand<TFloat32> depthFirst(GraphOps g, Operand<TFloat32> volumes, FeatureMap shape) {
        return g.reshape(g.tf().linalg.transpose(volumes, g.ints(1, 0, 2, 3, 4)), shape.shape());
    }
}
