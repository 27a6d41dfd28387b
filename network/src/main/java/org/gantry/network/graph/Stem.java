package org.gantry.network.graph;

import java.util.List;
import org.gantry.domain.network.Kernel;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.LayerGroup;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A network's first group. The depth taps of its convolution come in as channels ({@link StemInput}), so the Conv3D is
 * one Conv2D of so many times the channels, whose kernels are far better tuned; nobody wants its input's gradient.
 */
public final class Stem {
    private final GraphOps g;
    private final StemInput input;
    private final Operand<TFloat32> voxels;

    /** For volumes of one grid, a fixed number at a time. */
    public Stem(GraphOps g, StemInput input) {
        this.g = g;
        this.input = input;
        this.voxels = g.tf().placeholder(TFloat32.class, Placeholder.shape(input.shape()));
    }

    /** What {@link StemInput#tensor} is fed to. */
    public Operand<TFloat32> voxels() {
        return voxels;
    }

    Flow flow(LayerGroup stem, ParameterViews p) {
        List<Layer> rest = stem.body().subList(1, stem.body().size());
        return convolution(p).then(x -> LayerFlow.whole(g, LayerGroup.plain(stem.name(), rest), x, p));
    }

    private Flow convolution(ParameterViews p) {
        Convolution c = input.first();
        Kernel k = c.kernel();
        int stacked = k.depth() * c.in();
        Operand<TFloat32> byDepth = p.get(c.name(), k.depth(), k.height(), k.width(), c.in(), c.out());
        Operand<TFloat32> kernel = g.reshape(
                g.tf().linalg.transpose(byDepth, g.ints(1, 2, 0, 3, 4)), k.height(), k.width(), stacked, c.out());
        List<Long> strides =
                List.of(1L, (long) c.stride().height(), (long) c.stride().width(), 1L);
        Operand<TFloat32> y = g.products().convolution(voxels, kernel, strides, "VALID");
        FeatureMap out = new FeatureMap(y, input.batch(), c.grid(input.grid()), c.out());
        return new Flow(out, gradient -> {
            Operand<TFloat32> dw = g.tf().nn
                    .conv2dBackpropFilter(
                            voxels, g.ints(k.height(), k.width(), stacked, c.out()), gradient, strides, "VALID");
            Operand<TFloat32> taps = g.reshape(dw, k.height(), k.width(), k.depth(), c.in(), c.out());
            p.put(c.name(), g.tf().linalg.transpose(taps, g.ints(2, 0, 1, 3, 4)));
            return gradient;
        });
    }
}
