package org.gantry.network.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.Convolution;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A convolution with the batch normalisation and activation behind it as an inference has them: the kernel is scaled,
 * which is little work, and offset and activation are done while the product is written.
 *
 * @param g graph
 * @param scale gamma / sqrt(running variance + epsilon)
 * @param offset beta - running mean * scale
 * @param activation what ends the layers, if anything does
 */
record Folded(GraphOps g, Operand<TFloat32> scale, Operand<TFloat32> offset, Optional<Activation> activation) {
    /** A convolution's share in what follows it. */
    static Folded of(GraphOps g, ParameterViews p, Tail tail) {
        String name = tail.norm().name();
        return of(g, p, tail, p.get(name + ".running_mean"), p.get(name + ".running_var"));
    }

    /** The same by other statistics. */
    static Folded of(GraphOps g, ParameterViews p, Tail tail, Operand<TFloat32> mean, Operand<TFloat32> variance) {
        var math = g.tf().math;
        Operand<TFloat32> scale = scale(g, p, tail, variance);
        Operand<TFloat32> offset = math.sub(p.get(tail.norm().name() + ".beta"), math.mul(mean, scale));
        return new Folded(g, scale, offset, tail.activation());
    }

    /** What batch normalisation multiplies by. */
    static Operand<TFloat32> scale(GraphOps g, ParameterViews p, Tail tail, Operand<TFloat32> variance) {
        var math = g.tf().math;
        Operand<TFloat32> inverse =
                math.rsqrt(math.add(variance, g.number(tail.norm().epsilon())));
        return math.mul(p.get(tail.norm().name() + ".gamma"), inverse);
    }

    /**
     * By themselves, in one pass: a depthwise convolution of one tap, since no other kernel scales, offsets and
     * activates.
     */
    FeatureMap onto(FeatureMap in) {
        Operand<TFloat32> tap = g.reshape(scale, 1, 1, in.channels(), 1);
        return in.with(g.fused("_FusedDepthwiseConv2dNative", List.of(in.value(), tap), offset, activation)
                .setAttr("strides", new long[] {1, 1, 1, 1})
                .setAttr("padding", "SAME")
                .build()
                .output(0));
    }

    /** Conv3D 1x1x1 at stride 1. */
    static Function<FeatureMap, Flow> pointwise(GraphOps g, ParameterViews p, Convolution c, Tail tail) {
        return in -> {
            Folded folded = of(g, p, tail);
            Operand<TFloat32> w = folded.scaled(p.get(c.name(), in.channels(), c.out()));
            return Flow.of(folded.product(in, w, c.out()));
        };
    }

    /** A kernel whose last axis are the channels that come out. */
    Operand<TFloat32> scaled(Operand<TFloat32> w) {
        return g.tf().math.mul(w, scale);
    }

    private FeatureMap product(FeatureMap in, Operand<TFloat32> w, int width) {
        Operand<TFloat32> x = g.reshape(in.value(), in.positions(), in.channels());
        FeatureMap out = in.with(g.product(x, w, offset, activation), width);
        return out.with(g.reshape(out.value(), out.shape()));
    }

    /** Depthwise Conv3D. */
    static Function<FeatureMap, Flow> depthwise(GraphOps g, ParameterViews p, Layer.Depthwise d, Tail tail) {
        return in -> depthwise(new DepthPlanes(g, in), p, d, tail);
    }

    private static Flow depthwise(DepthPlanes in, ParameterViews p, Layer.Depthwise d, Tail tail) {
        GraphOps g = in.g();
        return Flow.of(new Depthwise(g, in, d.kernel().depth(), d.stride()).folded(p, d.name(), of(g, p, tail)));
    }

    /** One of the beginnings of an inverted bottleneck. */
    record Expanding(Convolution convolution, Tail tail) {}

    /**
     * Conv3D 1x1x1, then a depthwise one of depth stride 2, which takes its slices one by one: so they are made, side
     * by side, and read again while they are in the cache.
     */
    static Function<FeatureMap, Flow> inverted(
            GraphOps g, ParameterViews p, Expanding expanding, Layer.Depthwise d, Tail tail) {
        return in -> {
            int width = expanding.convolution().out();
            Folded folded = of(g, p, expanding.tail());
            Operand<TFloat32> w = folded.scaled(p.get(expanding.convolution().name(), in.channels(), width));
            DepthPlanes planes = new DepthPlanes(g, in);
            List<Operand<TFloat32>> slices = IntStream.range(0, in.grid().depth())
                    .mapToObj(slice -> in.deep(1).with(planes.take(slice, 1)))
                    .map(slice -> folded.product(slice, w, width).value())
                    .toList();
            return depthwise(new DepthPlanes(g, in.with(in.value(), width), slices), p, d, tail);
        };
    }
}
