package org.gantry.network.graph;

import java.util.Optional;
import java.util.function.Function;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.Convolution;
import org.tensorflow.Operand;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * 1x1x1 convolution, batch normalisation and activation in one, for many positions n of few channels. The product y = x
 * w is never stored before it is normalised: its mean is mean(x) w and its variance the diagonal of w' cov(x) w, both
 * known from the small x, so one pass writes what takes seven otherwise. On the way back, what normalisation takes off
 * dL/dx is x times a small matrix, and its sums over positions are parts of x' dL/dy, which dL/dw needs anyway
 * (RATIONALE.md, "Speed").
 */
final class Expansion {
    /** The small matrices cost as much as is saved where there are fewer positions a channel. */
    private static final int POSITIONS_A_CHANNEL = 16;

    private final GraphOps g;
    private final FeatureMap in;
    private final Convolution convolution;
    private final String norm;
    private final Operand<TFloat32> x;
    private final Operand<TFloat32> w;
    private final Operand<TFloat32> meanX;
    private final Operand<TFloat32> covW;
    private final Operand<TFloat32> mean;
    private final Operand<TFloat32> inverse;
    private final Operand<TFloat32> scale;
    private final Operand<TFloat32> scaledW;

    /** Whether it is faster than its three layers one by one. */
    static boolean pays(FeatureMap in) {
        return in.positions() >= POSITIONS_A_CHANNEL * in.channels();
    }

    private Expansion(GraphOps g, ParameterViews p, Convolution convolution, Layer.BatchNorm norm, FeatureMap in) {
        this.g = g;
        this.in = in;
        this.convolution = convolution;
        this.norm = norm.name();
        var math = g.tf().math;
        int n = in.positions();
        this.x = g.reshape(in.value(), n, in.channels());
        this.w = p.get(convolution.name(), in.channels(), convolution.out());
        this.meanX = g.reshape(Columns.mean(g, x, n, in.channels()), 1, in.channels());
        Operand<TFloat32> square = math.mul(transposed(x, x), g.number(1f / n));
        this.covW = g.tf().linalg.matMul(math.sub(square, transposed(meanX, meanX)), w);
        this.mean = g.reshape(g.tf().linalg.matMul(meanX, w), convolution.out());
        Operand<TFloat32> variance = math.maximum(columnSums(math.mul(w, covW)), g.number(0));
        this.inverse = math.rsqrt(math.add(variance, g.number(norm.epsilon())));
        this.scale = math.mul(p.get(norm.name() + ".gamma"), inverse);
        this.scaledW = math.mul(w, scale);
        p.put(norm.name() + ".running_mean", mean);
        p.put(norm.name() + ".running_var", math.mul(variance, g.number(n / Math.max(1f, n - 1))));
    }

    /** The layers, in training. */
    static Function<FeatureMap, Flow> layer(GraphOps g, ParameterViews p, Convolution convolution, Tail tail) {
        Layer.BatchNorm norm = tail.norm();
        Activation activation = tail.activation().orElseThrow();
        return in -> {
            Expansion layer = new Expansion(g, p, convolution, norm, in);
            Operand<TFloat32> y = layer.forward(p.get(norm.name() + ".beta"), activation);
            FeatureMap out = in.with(y, convolution.out());
            return new Flow(
                    out.with(g.reshape(y, out.shape())),
                    gradient -> layer.backward(
                            p,
                            Layers.masked(g, activation, g.reshape(gradient, in.positions(), convolution.out()), y)));
        };
    }

    private Operand<TFloat32> forward(Operand<TFloat32> beta, Activation activation) {
        return g.product(x, scaledW, g.tf().math.sub(beta, g.tf().math.mul(mean, scale)), Optional.of(activation));
    }

    /** From e = dL/d(y normalised) to dL/dx. */
    private Operand<TFloat32> backward(ParameterViews p, Operand<TFloat32> e) {
        var math = g.tf().math;
        int n = in.positions();
        Operand<TFloat32> xe = transposed(x, e);
        Operand<TFloat32> dBeta = math.mul(Columns.mean(g, e, n, convolution.out()), g.number(n));
        Operand<TFloat32> dGamma = math.mul(inverse, math.sub(columnSums(math.mul(w, xe)), math.mul(mean, dBeta)));
        Operand<TFloat32> slope = math.mul(inverse, dGamma);
        Operand<TFloat32> dBetaRow = g.reshape(dBeta, 1, convolution.out());
        Operand<TFloat32> centred = math.sub(math.sub(xe, transposed(meanX, dBetaRow)), math.mul(covW, slope));
        p.put(norm + ".beta", dBeta);
        p.put(norm + ".gamma", dGamma);
        p.put(convolution.name(), math.mul(scale, centred));
        return ofInput(e, dBetaRow, slope);
    }

    /** e (w scale)' - (x - mean(x)) w diag(scale slope / n) w' - 1 (scale dBeta / n) w'. */
    private Operand<TFloat32> ofInput(Operand<TFloat32> e, Operand<TFloat32> dBeta, Operand<TFloat32> slope) {
        var math = g.tf().math;
        Operand<TFloat32> share = math.mul(scale, g.number(-1f / in.positions()));
        Operand<TFloat32> m = timesTransposed(math.mul(w, math.mul(share, slope)), w);
        Operand<TFloat32> constant = math.sub(
                timesTransposed(math.mul(share, dBeta), w), g.tf().linalg.matMul(meanX, m));
        Operand<TFloat32> throughStatistics = g.product(x, m, g.reshape(constant, in.channels()), Optional.empty());
        return g.reshape(math.add(timesTransposed(e, scaledW), throughStatistics), in.shape());
    }

    private Operand<TFloat32> transposed(Operand<TFloat32> a, Operand<TFloat32> b) {
        return g.tf().linalg.matMul(a, b, MatMul.transposeA(true));
    }

    private Operand<TFloat32> timesTransposed(Operand<TFloat32> a, Operand<TFloat32> b) {
        return g.tf().linalg.matMul(a, b, MatMul.transposeB(true));
    }

    private Operand<TFloat32> columnSums(Operand<TFloat32> matrix) {
        return g.tf().sum(matrix, g.ints(0));
    }
}
