package org.gantry.network.graph;

import java.util.List;
import java.util.Optional;
import org.gantry.domain.network.Layer.Activation;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.op.nn.DepthwiseConv2dNativeBackpropFilter;
import org.tensorflow.types.TFloat32;

/**
 * Depthwise convolution of a run of slices with one depth offset of a kernel, and its derivatives: symmetric padding,
 * by whichever of TensorFlow's ways was the fastest (RATIONALE.md, "Speed"). No input is ever padded by hand: that
 * would copy it.
 */
record PlaneConvolution(GraphOps g, Taps taps) {
    private static final String EXPLICIT = "EXPLICIT";
    private static final String SAME = "SAME";

    /** oneDNN's own filter gradient is fast up to this kernel; TensorFlow's, which takes any padding, above. */
    static final int SMALL_KERNEL = 3;

    /** (slice, height, width, channel) times (height, width, channel, 1). */
    Operand<TFloat32> forward(Operand<TFloat32> x, Operand<TFloat32> w) {
        return taps.strided()
                ? g.tf().nn
                        .depthwiseConv2dNative(
                                x, w, taps.strides(), EXPLICIT, DepthwiseConv2dNative.explicitPaddings(taps.zeros()))
                : g.tf().nn.depthwiseConv2dNative(x, w, taps.strides(), SAME);
    }

    /** The same with a kernel as {@link Taps#evened} made it. */
    Operand<TFloat32> evened(Operand<TFloat32> x, Operand<TFloat32> w) {
        return g.tf().nn.depthwiseConv2dNative(x, w, taps.strides(), SAME);
    }

    /** activation(x * w + bias), the kernel as {@link Taps#evened} made it. */
    Operand<TFloat32> forward(
            Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> bias, Optional<Activation> activation) {
        return g.fused("_FusedDepthwiseConv2dNative", List.of(x, w), bias, activation)
                .setAttr(
                        "strides",
                        taps.strides().stream().mapToLong(Long::longValue).toArray())
                .setAttr("padding", SAME)
                .build()
                .output(0);
    }

    /**
     * dL/dx at stride 2. oneDNN has it for TensorFlow's own padding alone, which puts the odd zero behind: a row and a
     * column of zeros at the kernel's end make that symmetric.
     *
     * @param w its offsets as {@link Taps#evened} made them
     * @param slices how many the input has, of all volumes
     */
    Operand<TFloat32> ofInput(Operand<TFloat32> w, Operand<TFloat32> dy, int slices) {
        return g.tf().nn
                .depthwiseConv2dNativeBackpropInput(
                        g.ints(slices, taps.height().size(), taps.width().size(), taps.channels()),
                        w,
                        dy,
                        taps.strides(),
                        SAME);
    }

    /** dL/dw, (1, height, width, channel). */
    Operand<TFloat32> ofKernel(Operand<TFloat32> x, Operand<TFloat32> dy) {
        int rows = taps.height().taps();
        int columns = taps.width().taps();
        var shape = g.ints(rows, columns, taps.channels(), 1);
        boolean same = !taps.strided() && taps.kernel() <= SMALL_KERNEL && !taps.tiny();
        Operand<TFloat32> dw = same
                ? g.tf().nn.depthwiseConv2dNativeBackpropFilter(x, shape, dy, taps.strides(), SAME)
                : g.tf().nn
                        .depthwiseConv2dNativeBackpropFilter(
                                x,
                                shape,
                                dy,
                                taps.strides(),
                                EXPLICIT,
                                DepthwiseConv2dNativeBackpropFilter.explicitPaddings(taps.zeros()));
        return g.reshape(dw, 1, rows, columns, taps.channels());
    }
}
