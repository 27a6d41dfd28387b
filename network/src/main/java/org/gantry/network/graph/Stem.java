package org.gantry.network.graph;

import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.Stride;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Conv3D 3x3x3, batch normalisation, ReLU6. Its three depth taps come in as channels ({@link StemInput}), so the Conv3D
 * is one Conv2D of 3 times the channels, whose kernels are far better tuned, and whose filter gradient TensorFlow has.
 */
public final class Stem {
    static final int KERNEL = 3;
    static final int TAPS = KERNEL * KERNEL * KERNEL;

    private final GraphOps g;
    private final MacroArchitecture macro;
    private final StemInput input;
    private final Operand<TFloat32> voxels;

    /** For volumes of one grid, a fixed number at a time. */
    public Stem(GraphOps g, MacroArchitecture macro, StemInput input) {
        this.g = g;
        this.macro = macro;
        this.input = input;
        this.voxels = g.tf().placeholder(TFloat32.class, Placeholder.shape(input.shape()));
    }

    /** What {@link StemInput#tensor} is fed to. */
    public Operand<TFloat32> voxels() {
        return voxels;
    }

    Flow flow(ParameterViews p) {
        int in = macro.inChannels();
        int width = macro.stemWidth();
        Stride stride = macro.stemStride();
        Operand<TFloat32> byDepth = p.get("conv", KERNEL, KERNEL, KERNEL, in, width);
        Operand<TFloat32> kernel =
                g.reshape(g.tf().linalg.transpose(byDepth, g.ints(1, 2, 0, 3, 4)), KERNEL, KERNEL, KERNEL * in, width);
        List<Long> strides = List.of(1L, (long) stride.height(), (long) stride.width(), 1L);
        Operand<TFloat32> y = g.tf().nn.conv2d(voxels, kernel, strides, "VALID");
        Grid grid = stride.apply(input.grid());
        FeatureMap out = new FeatureMap(y, input.batch(), grid, width);
        Flow convolution = new Flow(out, gradient -> {
            Operand<TFloat32> dw = g.tf().nn
                    .conv2dBackpropFilter(
                            voxels, g.ints(KERNEL, KERNEL, KERNEL * in, width), gradient, strides, "VALID");
            Operand<TFloat32> taps = g.reshape(dw, KERNEL, KERNEL, KERNEL, in, width);
            p.put("conv", g.tf().linalg.transpose(taps, g.ints(2, 0, 1, 3, 4)));
            return gradient;
        });
        return convolution.then(BatchNorm.layer(g, p, "bn")).then(Layers.relu6(g));
    }
}
