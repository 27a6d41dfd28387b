package org.gantry.network.graph;

import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;

/** The layers that look at one position at a time: 1x1x1 convolution, batch normalisation, ReLU6 (paper, Figure 1). */
final class Layers {
    static final float MOMENTUM = 0.1f;
    private static final float EPSILON = 1e-3f;

    private Layers() {}

    /** Conv3D 1x1x1 without bias: a product with (in, out). */
    static Function<FeatureMap, Flow> pointwise(GraphOps g, ParameterViews p, String name, int width) {
        return in -> {
            Operand<TFloat32> x = g.reshape(in.value(), in.positions(), in.channels());
            Operand<TFloat32> w = p.get(name, in.channels(), width);
            Operand<TFloat32> y = g.tf().linalg.matMul(x, w);
            FeatureMap out = in.with(y, width);
            return new Flow(out.with(g.reshape(y, out.shape())), gradient -> {
                Operand<TFloat32> dy = g.reshape(gradient, in.positions(), width);
                p.put(name, g.tf().linalg.matMul(x, dy, MatMul.transposeA(true)));
                return g.reshape(g.tf().linalg.matMul(dy, w, MatMul.transposeB(true)), in.shape());
            });
        };
    }

    /** Batch normalisation over batch and positions; training leaves the next running statistics. */
    static Function<FeatureMap, Flow> batchNorm(GraphOps g, ParameterViews p, String name) {
        return in -> {
            Operand<TFloat32> gamma = p.get(name + ".gamma");
            FusedBatchNorm.Options[] options = p.training()
                    ? new FusedBatchNorm.Options[] {
                        FusedBatchNorm.isTraining(true), FusedBatchNorm.exponentialAvgFactor(MOMENTUM)
                    }
                    : new FusedBatchNorm.Options[] {FusedBatchNorm.isTraining(false)};
            options[0].epsilon(EPSILON);
            FusedBatchNorm<TFloat32, TFloat32> norm = g.tf().nn
                    .fusedBatchNorm(
                            in.value(),
                            gamma,
                            p.get(name + ".beta"),
                            p.get(name + ".running_mean"),
                            p.get(name + ".running_var"),
                            options);
            if (p.training()) {
                p.put(name + ".running_mean", norm.batchMean());
                p.put(name + ".running_var", norm.batchVariance());
            }
            return new Flow(in.with(norm.y()), gradient -> {
                FusedBatchNormGrad<TFloat32, TFloat32> back = g.tf().nn
                        .fusedBatchNormGrad(
                                gradient,
                                in.value(),
                                gamma,
                                norm.reserveSpace1(),
                                norm.reserveSpace2(),
                                norm.reserveSpace3(),
                                FusedBatchNormGrad.isTraining(true),
                                FusedBatchNormGrad.epsilon(EPSILON));
                p.put(name + ".gamma", back.scaleBackprop());
                p.put(name + ".beta", back.offsetBackprop());
                return back.xBackprop();
            });
        };
    }

    /** min(max(x, 0), 6). */
    static Function<FeatureMap, Flow> relu6(GraphOps g) {
        return in -> {
            Operand<TFloat32> y = g.tf().nn.relu6(in.value());
            return new Flow(in.with(y), gradient -> g.tf().nn.relu6Grad(gradient, y));
        };
    }
}
