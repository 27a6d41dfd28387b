package org.gantry.network.graph;

import java.util.function.Function;
import org.gantry.domain.network.Layer.Activation;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The layers that see one position at a time: 1x1x1 convolution and activations. */
final class Layers {
    private Layers() {}

    /** Conv3D 1x1x1 without bias: a product with (in, out). */
    static Function<FeatureMap, Flow> pointwise(GraphOps g, ParameterViews p, String name, int width) {
        return in -> {
            Operand<TFloat32> x = g.reshape(in.value(), in.positions(), in.channels());
            Operand<TFloat32> w = p.get(name, in.channels(), width);
            Operand<TFloat32> y = g.products().of(x, w);
            FeatureMap out = in.with(y, width);
            return new Flow(out.with(g.reshape(y, out.shape())), gradient -> {
                Operand<TFloat32> dy = g.reshape(gradient, in.positions(), width);
                p.put(name, g.products().transposed(x, dy));
                return g.reshape(g.products().timesTransposed(dy, w), in.shape());
            });
        };
    }

    /** The activation by itself. */
    static Function<FeatureMap, Flow> activation(GraphOps g, Activation activation) {
        return in -> {
            Operand<TFloat32> y = activated(g, activation, in.value());
            return new Flow(in.with(y), gradient -> masked(g, activation, gradient, y));
        };
    }

    /** activation(x). */
    static Operand<TFloat32> activated(GraphOps g, Activation activation, Operand<TFloat32> x) {
        return activation == Activation.RELU6 ? g.tf().nn.relu6(x) : g.tf().nn.relu(x);
    }

    /** A gradient where the activation let its input through. */
    static Operand<TFloat32> masked(
            GraphOps g, Activation activation, Operand<TFloat32> gradient, Operand<TFloat32> y) {
        return activation == Activation.RELU6
                ? g.tf().nn.relu6Grad(gradient, y)
                : g.tf().nn.reluGrad(gradient, y);
    }
}
