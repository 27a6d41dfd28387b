package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Stride;
import org.gantry.network.graph.DepthPlanes.Term;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Depthwise Conv3D k x k x k with padding k/2, which TensorFlow lacks: one DepthwiseConv2dNative a depth offset,
 * summed. Only reachable taps are computed: in 4 slices a kernel of 7 has 7 offsets, in 1 slice it has 1
 * (TENSORFLOW.md, 3).
 */
final class Depthwise {
    private final GraphOps g;
    private final FeatureMap in;
    private final FeatureMap out;
    private final Taps taps;
    private final DepthPlanes planes;

    Depthwise(GraphOps g, FeatureMap in, int kernel, Stride stride) {
        this(g, new DepthPlanes(g, in), kernel, stride);
    }

    Depthwise(GraphOps g, DepthPlanes planes, int kernel, Stride stride) {
        this.g = g;
        this.in = planes.map();
        this.out = in.on(stride.apply(in.grid()));
        this.taps = Taps.of(in, kernel, stride);
        this.planes = planes;
    }

    /** The layer; its kernel is (depth, height, width, channel). */
    static Function<FeatureMap, Flow> layer(GraphOps g, ParameterViews p, String name, int kernel, Stride stride) {
        return in -> {
            Depthwise convolution = new Depthwise(g, in, kernel, stride);
            Operand<TFloat32> w = convolution.reachable(p.get(name, convolution.taps.kernelShape()));
            return new Flow(convolution.forward(w), gradient -> {
                Gradients gradients = convolution.backward(w, gradient);
                p.put(name, gradients.kernel());
                return gradients.input();
            });
        };
    }

    /** The layer on slices that were made one by one, its way back given the gradient of each. */
    static Flow flow(
            GraphOps g,
            DepthPlanes slices,
            ParameterViews p,
            Layer.Depthwise d,
            Function<List<Operand<TFloat32>>, Operand<TFloat32>> before) {
        Depthwise convolution = new Depthwise(g, slices, d.kernel().depth(), d.stride());
        Operand<TFloat32> w = convolution.reachable(p.get(d.name(), convolution.taps.kernelShape()));
        FeatureMap out = convolution.forward(w);
        return new Flow(out, gradient -> {
            DepthwiseGradient back = new DepthwiseGradient(g, convolution.taps, convolution.in, out.with(gradient));
            p.put(d.name(), back.ofKernel(slices));
            return before.apply(back.ofSlices(w));
        });
    }

    /** The part of a kernel (depth, height, width, channel, 1) that ever meets the input. */
    Operand<TFloat32> reachable(Operand<TFloat32> kernel) {
        return taps.crop(g, kernel);
    }

    FeatureMap forward(Operand<TFloat32> reachable) {
        return out.with(convolve(g, taps, planes, reachable, out));
    }

    /**
     * Both derivatives.
     *
     * @param input as the input
     * @param kernel of the whole kernel, (depth, height, width, channel)
     */
    record Gradients(Operand<TFloat32> input, Operand<TFloat32> kernel) {}

    Gradients backward(Operand<TFloat32> reachable, Operand<TFloat32> gradient) {
        DepthwiseGradient back = new DepthwiseGradient(g, taps, in, out.with(gradient));
        return new Gradients(back.ofInput(reachable), back.ofKernel(planes));
    }

    /** Forward in an inference: offset and activation ride along with the offset that reaches every slice. */
    FeatureMap folded(ParameterViews p, String name, Folded folded) {
        Operand<TFloat32> scale = g.reshape(folded.scale(), in.channels(), 1);
        Operand<TFloat32> kernel = g.tf().math.mul(reachable(p.get(name, taps.kernelShape())), scale);
        boolean alone = taps.depth().taps() == 1;
        List<? extends Operand<TFloat32>> offsets = taps.planes(g, taps.evened(g, kernel));
        PlaneConvolution convolution = new PlaneConvolution(g, taps);
        List<Term> terms = new ArrayList<>();
        for (Taps.Offset offset : taps.offsets()) {
            Operand<TFloat32> x = planes.take(offset.firstIn(), offset.count());
            Operand<TFloat32> w = offsets.get(offset.tap());
            Operand<TFloat32> y = offset.tap() == taps.depth().low()
                    ? convolution.forward(x, w, folded.offset(), alone ? folded.activation() : Optional.empty())
                    : convolution.evened(x, w);
            terms.add(new Term(y, offset.firstOut(), offset.count()));
        }
        FeatureMap sum = out.with(DepthPlanes.sum(g, terms, out));
        return alone
                ? sum
                : folded.activation()
                        .map(last -> sum.with(Layers.activated(g, last, sum.value())))
                        .orElse(sum);
    }

    /** The sum over depth offsets of 2-D convolutions with a cropped kernel. */
    static Operand<TFloat32> convolve(
            GraphOps g, Taps taps, DepthPlanes planes, Operand<TFloat32> kernel, FeatureMap out) {
        List<? extends Operand<TFloat32>> offsets = taps.planes(g, kernel);
        PlaneConvolution convolution = new PlaneConvolution(g, taps);
        List<Term> terms = new ArrayList<>();
        for (Taps.Offset offset : taps.offsets()) {
            Operand<TFloat32> x = planes.take(offset.firstIn(), offset.count());
            Operand<TFloat32> w = offsets.get(offset.tap());
            terms.add(new Term(convolution.forward(x, w), offset.firstOut(), offset.count()));
        }
        return DepthPlanes.sum(g, terms, out);
    }
}
