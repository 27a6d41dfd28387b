package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Stride;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.types.TFloat32;

/**
 * The derivatives of {@link Depthwise}, each by the fastest of the ways measured (TENSORFLOW.md, section 3): at stride
 * 1 the input's is a forward pass with the kernel turned round, and a large kernel's a forward pass in which the
 * gradient is the kernel, because oneDNN's own filter gradient is slow above 3 x 3.
 */
final class DepthwiseGradient {
    private static final List<Long> UNIT = List.of(1L, 1L, 1L, 1L);

    private final GraphOps g;
    private final Taps taps;
    private final FeatureMap in;
    private final FeatureMap dy;
    private final int c;

    DepthwiseGradient(GraphOps g, Taps taps, FeatureMap in, FeatureMap dy) {
        this.g = g;
        this.taps = taps;
        this.in = in;
        this.dy = dy;
        this.c = in.channels();
    }

    /** dL/d kernel, in the whole kernel's shape. */
    Operand<TFloat32> ofKernel(DepthPlanes planes) {
        boolean turned = taps.kernel() > PlaneConvolution.SMALL_KERNEL
                && !taps.tiny()
                && !taps.strided()
                && taps.depth().stride() == 1;
        return taps.uncrop(g, g.concat(0, turned ? transposedForward() : filterGradients(planes)));
    }

    private List<Operand<TFloat32>> filterGradients(DepthPlanes planes) {
        DepthPlanes gradients = new DepthPlanes(g, dy);
        PlaneConvolution convolution = new PlaneConvolution(g, taps);
        return DepthPlanes.byTap(
                g,
                taps,
                offset -> convolution.ofKernel(
                        planes.take(offset.firstIn(), offset.count()),
                        gradients.take(offset.firstOut(), offset.count())));
    }

    /** Slices and channels change places: (1, rows, columns, slice * channel) * (rows, columns, slice * channel, 1). */
    private List<Operand<TFloat32>> transposedForward() {
        Grid grid = in.grid();
        Operand<TFloat32> x = slicesLast(in);
        Operand<TFloat32> d = slicesLast(dy);
        int sliceSize = in.batch() * c;
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (Taps.Offset offset : taps.offsets()) {
            int size = offset.count() * sliceSize;
            Operand<TFloat32> xs = channels(x, offset.firstIn() * sliceSize, size);
            Operand<TFloat32> ds = channels(d, offset.firstOut() * sliceSize, size);
            Operand<TFloat32> kernel = g.reshape(ds, grid.height(), grid.width(), size, 1);
            Operand<TFloat32> each = g.tf().nn
                    .depthwiseConv2dNative(
                            xs, kernel, UNIT, "EXPLICIT", DepthwiseConv2dNative.explicitPaddings(taps.zeros()));
            Operand<TFloat32> bySlice =
                    g.reshape(each, taps.height().taps(), taps.width().taps(), offset.count() * in.batch(), c);
            Operand<TFloat32> dw = g.tf().sum(bySlice, g.ints(2));
            parts.add(g.reshape(dw, 1, taps.height().taps(), taps.width().taps(), c));
        }
        return parts;
    }

    private Operand<TFloat32> channels(Operand<TFloat32> x, int first, int count) {
        Grid grid = in.grid();
        return count == grid.depth() * in.batch() * c
                ? x
                : g.slice(x, new int[] {0, 0, 0, first}, new int[] {1, grid.height(), grid.width(), count});
    }

    private Operand<TFloat32> slicesLast(FeatureMap map) {
        Grid grid = map.grid();
        int slices = grid.depth() * map.batch();
        int positions = grid.height() * grid.width();
        Operand<TFloat32> flat = g.reshape(map.value(), slices, positions, c);
        Operand<TFloat32> turned = g.tf().linalg.transpose(flat, g.ints(1, 0, 2));
        return g.reshape(turned, 1, grid.height(), grid.width(), slices * c);
    }

    /** dL/d x. */
    Operand<TFloat32> ofInput(Operand<TFloat32> kernel) {
        if (taps.depth().stride() == 1 && !taps.strided()) {
            Operand<TFloat32> turned = g.tf().reverse(kernel, g.ints(0, 1, 2));
            return Depthwise.convolve(g, Taps.of(dy, taps.kernel(), Stride.ONE), new DepthPlanes(g, dy), turned, in);
        }
        return g.concat(0, ofSlices(kernel));
    }

    /** dL/d x in runs of slices; at depth stride 2, slice by slice. */
    List<Operand<TFloat32>> ofSlices(Operand<TFloat32> kernel) {
        DepthPlanes gradients = new DepthPlanes(g, dy);
        PlaneConvolution convolution = new PlaneConvolution(g, taps);
        List<? extends Operand<TFloat32>> offsets = taps.planes(g, taps.evened(g, kernel));
        return DepthPlanes.scattered(
                g,
                taps,
                in,
                offset -> convolution.ofInput(
                        offsets.get(offset.tap()),
                        gradients.take(offset.firstOut(), offset.count()),
                        offset.count() * in.batch()));
    }
}
