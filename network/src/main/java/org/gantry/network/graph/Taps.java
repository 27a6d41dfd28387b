package org.gantry.network.graph;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Stride;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * The taps of a cubic depthwise kernel that reach a grid, and the slices that each depth offset joins.
 *
 * @param depth reach along the slices
 * @param height reach along the rows
 * @param width reach along the columns
 * @param channels of input, kernel and output
 */
record Taps(Reach depth, Reach height, Reach width, int channels) {
    Taps {
        if (height.stride() != width.stride()) {
            throw new IllegalArgumentException("TensorFlow's depthwise convolution needs equal strides along height and"
                    + " width, not " + height.stride() + " and " + width.stride());
        }
    }

    /** The taps of a convolution of a feature map. */
    static Taps of(FeatureMap in, int kernel, Stride stride) {
        Grid grid = in.grid();
        return new Taps(
                new Reach(grid.depth(), kernel, stride.depth()),
                new Reach(grid.height(), kernel, stride.height()),
                new Reach(grid.width(), kernel, stride.width()),
                in.channels());
    }

    /**
     * A depth offset of the kernel: slice {@code firstOut + i} of the output takes slice {@code firstIn + stride * i}
     * of the input, for i up to count.
     *
     * @param tap its place in the cropped kernel
     */
    record Offset(int tap, int firstOut, int firstIn, int count) {}

    /**
     * All reachable depth offsets, in the kernel's order. At depth stride 2 each slice comes by itself: a run of every
     * second slice would have to be copied together first.
     */
    List<Offset> offsets() {
        return IntStream.range(0, depth.taps()).boxed().flatMap(this::offsets).toList();
    }

    private Stream<Offset> offsets(int tap) {
        int offset = tap - depth.low();
        int first = depth.firstOut(offset);
        int count = depth.count(offset);
        return depth.stride() == 1
                ? Stream.of(new Offset(tap, first, first + offset, count))
                : IntStream.range(first, first + count)
                        .mapToObj(out -> new Offset(tap, out, depth.stride() * out + offset, 1));
    }

    int kernel() {
        return depth.kernel();
    }

    /** Whether a slice is read at every second row and column. */
    boolean strided() {
        return height.stride() > 1;
    }

    /** Whether a slice is so small that starting an operation costs more than its arithmetic. */
    boolean tiny() {
        return height.size() <= 2;
    }

    List<Long> strides() {
        return List.of(1L, (long) height.stride(), (long) width.stride(), 1L);
    }

    /** TensorFlow's padding where a strided input comes with its zeros: TensorFlow's own is lopsided at stride 2. */
    String padding() {
        return strided() ? "VALID" : "SAME";
    }

    /** Zeros around a slice, before and after each axis, that the reachable taps need. */
    List<Long> zeros() {
        return List.of(
                0L,
                0L,
                (long) height.low(),
                (long) height.zerosAfter(),
                (long) width.low(),
                (long) width.zerosAfter(),
                0L,
                0L);
    }

    /** (depth, height, width, channel, 1) of the whole kernel, as TensorFlow's 2-D operations take its planes. */
    int[] kernelShape() {
        return new int[] {kernel(), kernel(), kernel(), channels, 1};
    }

    /** The reachable part of a kernel. */
    Operand<TFloat32> crop(GraphOps g, Operand<TFloat32> whole) {
        if (depth.taps() == kernel() && height.taps() == kernel() && width.taps() == kernel()) {
            return whole;
        }
        return g.slice(whole, new int[] {depth.firstTap(), height.firstTap(), width.firstTap(), 0, 0}, new int[] {
            depth.taps(), height.taps(), width.taps(), channels, 1
        });
    }

    /** Zeros around a cropped kernel's gradient (depth, height, width, channel). */
    Operand<TFloat32> uncrop(GraphOps g, Operand<TFloat32> cropped) {
        return g.pad(
                cropped,
                depth.firstTap(),
                kernel() - depth.firstTap() - depth.taps(),
                height.firstTap(),
                kernel() - height.firstTap() - height.taps(),
                width.firstTap(),
                kernel() - width.firstTap() - width.taps(),
                0,
                0);
    }

    /** A cropped kernel (depth, height, width, channel, 1) for {@link PlaneConvolution#ofInput}. */
    Operand<TFloat32> evened(GraphOps g, Operand<TFloat32> cropped) {
        return g.pad(cropped, 0, 0, 0, height.evening(), 0, width.evening(), 0, 0, 0, 0);
    }

    /** A cropped kernel's depth offsets in order, each (height, width, channel, 1). */
    List<? extends Operand<TFloat32>> planes(GraphOps g, Operand<TFloat32> cropped) {
        if (depth.taps() == 1) {
            return List.of(g.tf().squeeze(cropped, Squeeze.axis(List.of(0L))));
        }
        return g.tf().unstack(cropped, (long) depth.taps()).output();
    }
}
