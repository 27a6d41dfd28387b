package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gantry.domain.network.Layer;
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
    private final ParameterViews p;
    private final Convolution convolution;
    private final Tail tail;
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

    private Expansion(GraphOps g, ParameterViews p, Convolution convolution, Tail tail, FeatureMap in) {
        this.g = g;
        this.in = in;
        this.p = p;
        this.convolution = convolution;
        this.tail = tail;
        Layer.BatchNorm norm = tail.norm();
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
        return in -> {
            Expansion layer = new Expansion(g, p, convolution, tail, in);
            FeatureMap out = in.with(layer.forward(in.value(), in), convolution.out());
            return new Flow(
                    out, gradient -> layer.backward(List.of(in.value()), List.of(layer.masked(gradient, out.value()))));
        };
    }

    /**
     * The layers and a depthwise convolution of depth stride 2 behind them, which takes its slices one by one: so they
     * are made, and their gradients turned back, one by one, on every core and in its cache, and the wide features are
     * never joined.
     */
    static Function<FeatureMap, Flow> inverted(
            GraphOps g, ParameterViews p, Convolution convolution, Tail tail, Layer.Depthwise d) {
        return in -> {
            Expansion layer = new Expansion(g, p, convolution, tail, in);
            DepthPlanes planes = new DepthPlanes(g, in);
            FeatureMap slice = in.deep(1);
            List<Operand<TFloat32>> xs = IntStream.range(0, in.grid().depth())
                    .mapToObj(i -> planes.take(i, 1))
                    .toList();
            List<Operand<TFloat32>> ys =
                    xs.stream().map(part -> layer.forward(part, slice)).toList();
            DepthPlanes wide = new DepthPlanes(g, in.with(in.value(), convolution.out()), ys);
            return Depthwise.flow(g, wide, p, d, gradients -> {
                List<Operand<TFloat32>> masked = IntStream.range(0, ys.size())
                        .mapToObj(i -> layer.masked(gradients.get(i), ys.get(i)))
                        .toList();
                return layer.backward(xs, masked);
            });
        };
    }

    private Operand<TFloat32> forward(Operand<TFloat32> part, FeatureMap shape) {
        var math = g.tf().math;
        Operand<TFloat32> offset = math.sub(p.get(tail.norm().name() + ".beta"), math.mul(mean, scale));
        Operand<TFloat32> y = g.product(flat(part, in.channels()), scaledW, offset, tail.activation());
        return g.reshape(y, shape.with(y, convolution.out()).shape());
    }

    private Operand<TFloat32> masked(Operand<TFloat32> gradient, Operand<TFloat32> y) {
        return Layers.masked(g, tail.activation().orElseThrow(), gradient, y);
    }

    private Operand<TFloat32> flat(Operand<TFloat32> map, int channels) {
        return g.reshape(map, -1, channels);
    }

    /** From e = dL/d(y normalised) to dL/dx, given in parts. */
    private Operand<TFloat32> backward(List<Operand<TFloat32>> xs, List<Operand<TFloat32>> parts) {
        var math = g.tf().math;
        int n = in.positions() / parts.size();
        List<Operand<TFloat32>> es =
                parts.stream().map(part -> flat(part, convolution.out())).toList();
        List<Operand<TFloat32>> products = new ArrayList<>();
        List<Operand<TFloat32>> sums = new ArrayList<>();
        for (int i = 0; i < es.size(); i++) {
            products.add(transposed(flat(xs.get(i), in.channels()), es.get(i)));
            sums.add(math.mul(Columns.mean(g, es.get(i), n, convolution.out()), g.number(n)));
        }
        Operand<TFloat32> xe = g.sum(products);
        Operand<TFloat32> dBeta = g.sum(sums);
        Operand<TFloat32> dGamma = math.mul(inverse, math.sub(columnSums(math.mul(w, xe)), math.mul(mean, dBeta)));
        Operand<TFloat32> slope = math.mul(inverse, dGamma);
        Operand<TFloat32> dBetaRow = g.reshape(dBeta, 1, convolution.out());
        Operand<TFloat32> centred = math.sub(math.sub(xe, transposed(meanX, dBetaRow)), math.mul(covW, slope));
        p.put(tail.norm().name() + ".beta", dBeta);
        p.put(tail.norm().name() + ".gamma", dGamma);
        p.put(convolution.name(), math.mul(scale, centred));
        return ofInput(xs, es, dBetaRow, slope);
    }

    /** e (w scale)' - (x - mean(x)) w diag(scale slope / n) w' - 1 (scale dBeta / n) w'. */
    private Operand<TFloat32> ofInput(
            List<Operand<TFloat32>> xs, List<Operand<TFloat32>> es, Operand<TFloat32> dBeta, Operand<TFloat32> slope) {
        var math = g.tf().math;
        Operand<TFloat32> share = math.mul(scale, g.number(-1f / in.positions()));
        Operand<TFloat32> m = timesTransposed(math.mul(w, math.mul(share, slope)), w);
        Operand<TFloat32> constant = g.reshape(
                math.sub(
                        timesTransposed(math.mul(share, dBeta), w),
                        g.tf().linalg.matMul(meanX, m)),
                in.channels());
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int i = 0; i < es.size(); i++) {
            Operand<TFloat32> throughStatistics =
                    g.product(flat(xs.get(i), in.channels()), m, constant, Optional.empty());
            parts.add(math.add(timesTransposed(es.get(i), scaledW), throughStatistics));
        }
        return g.reshape(g.concat(0, parts), in.shape());
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
