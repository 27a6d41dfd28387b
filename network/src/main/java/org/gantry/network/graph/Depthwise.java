package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    private Depthwise() {}

    /** The layer; its kernel is (depth, height, width, channel). */
    static Function<FeatureMap, Flow> layer(GraphOps g, ParameterViews p, String name, int kernel, Stride stride) {
        return in -> {
            Taps taps = Taps.of(in, kernel, stride);
            FeatureMap out = in.on(stride.apply(in.grid()));
            Operand<TFloat32> w = taps.crop(g, p.get(name, taps.kernelShape()));
            FeatureMap padded = in.with(g.pad(in.value(), taps.zeros())).on(taps.paddedGrid());
            DepthPlanes planes = new DepthPlanes(g, padded, stride.depth());
            Operand<TFloat32> y = convolve(g, taps, planes, w, out);
            return new Flow(out.with(y), gradient -> {
                DepthwiseGradient back = new DepthwiseGradient(g, taps, in, out.with(gradient));
                p.put(name, back.ofKernel(planes));
                return back.ofInput(w);
            });
        };
    }

    /** The sum over depth offsets of 2-D convolutions with a cropped kernel. */
    static Operand<TFloat32> convolve(
            GraphOps g, Taps taps, DepthPlanes planes, Operand<TFloat32> kernel, FeatureMap out) {
        List<Term> terms = new ArrayList<>();
        for (Taps.Offset offset : taps.offsets()) {
            Operand<TFloat32> x = planes.take(offset.firstIn(), offset.count());
            Operand<TFloat32> w = taps.plane(g, kernel, offset.tap());
            Operand<TFloat32> y = g.tf().nn.depthwiseConv2dNative(x, w, taps.strides(), taps.padding());
            terms.add(new Term(y, offset.firstOut(), offset.count()));
        }
        return DepthPlanes.sum(g, terms, out);
    }
}
