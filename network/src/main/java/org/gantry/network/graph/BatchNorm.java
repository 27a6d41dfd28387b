package org.gantry.network.graph;

import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;

/**
 * Batch normalisation over batch and positions. TensorFlow's kernels on a CPU add n numbers in a row in float32, and
 * the sixth digit that this costs for large n is enough to flip a ReLU6 further on and move a whole gradient by a
 * percent (RATIONALE.md, "Batch statistics"). There the statistics are summed in two stages, and the kernel is only
 * given them.
 */
final class BatchNorm {
    /** Share of a batch's statistics in the new running ones (PAPER.md, section 1). */
    static final float MOMENTUM = 0.1f;

    /** Up to so many numbers in a row lose nothing that matters. */
    private static final int SHORT = 512;

    private final GraphOps g;
    private final ParameterViews p;
    private final Tail tail;
    private final String name;
    private final float epsilon;
    private final FeatureMap in;

    private BatchNorm(GraphOps g, ParameterViews p, Tail tail, FeatureMap in) {
        this.g = g;
        this.p = p;
        this.tail = tail;
        this.name = tail.norm().name();
        this.epsilon = tail.norm().epsilon();
        this.in = in;
    }

    /**
     * The layer and its activation, if it has one; in training it leaves the batch's mean and unbiased variance as
     * results.
     */
    static Function<FeatureMap, Flow> layer(GraphOps g, ParameterViews p, Tail tail) {
        return in -> {
            BatchNorm layer = new BatchNorm(g, p, tail, in);
            boolean learning = p.pass() == Pass.LEARNING;
            if (learning && !g.onGpu() && in.positions() > SHORT) {
                return layer.byTwoStages();
            }
            Flow normalised = learning ? layer.byKernel() : layer.byRunningStatistics();
            return tail.activation()
                    .map(last -> normalised.then(Layers.activation(g, last)))
                    .orElse(normalised);
        };
    }

    private Operand<TFloat32> gamma() {
        return p.get(name + ".gamma");
    }

    private Flow byRunningStatistics() {
        Operand<TFloat32> y = g.tf().nn
                .fusedBatchNorm(
                        in.value(),
                        gamma(),
                        p.get(name + ".beta"),
                        p.get(name + ".running_mean"),
                        p.get(name + ".running_var"),
                        FusedBatchNorm.isTraining(false),
                        FusedBatchNorm.epsilon(epsilon))
                .y();
        return new Flow(
                in.with(y),
                gradient -> g.tf().math.mul(gradient, Folded.scale(g, p, tail, p.get(name + ".running_var"))));
    }

    private Flow byKernel() {
        FusedBatchNorm<TFloat32, TFloat32> forward = g.tf().nn
                .fusedBatchNorm(
                        in.value(),
                        gamma(),
                        p.get(name + ".beta"),
                        g.none(),
                        g.none(),
                        FusedBatchNorm.isTraining(true),
                        FusedBatchNorm.epsilon(epsilon));
        p.put(name + ".running_mean", forward.batchMean());
        p.put(name + ".running_var", forward.batchVariance());
        return new Flow(
                in.with(forward.y()),
                gradient ->
                        backward(gradient, forward.reserveSpace1(), forward.reserveSpace2(), forward.reserveSpace3()));
    }

    private Flow byTwoStages() {
        var math = g.tf().math;
        int n = in.positions();
        Operand<TFloat32> mean = Columns.mean(g, in.value(), n, in.channels());
        Operand<TFloat32> square = Columns.mean(g, math.square(in.value()), n, in.channels());
        Operand<TFloat32> variance = math.maximum(math.sub(square, math.square(mean)), g.number(0));
        p.put(name + ".running_mean", mean);
        p.put(name + ".running_var", math.mul(variance, g.number(n / (n - 1f))));
        FeatureMap out = Folded.of(g, p, tail, mean, variance).onto(in);
        // A CPU's kernel keeps for its derivative just these two, and nothing in the third space.
        return new Flow(out, gradient -> backward(masked(gradient, out), mean, variance, mean));
    }

    private Operand<TFloat32> masked(Operand<TFloat32> gradient, FeatureMap out) {
        return tail.activation()
                .map(last -> Layers.masked(g, last, gradient, out.value()))
                .orElse(gradient);
    }

    private Operand<TFloat32> backward(
            Operand<TFloat32> gradient, Operand<TFloat32> first, Operand<TFloat32> second, Operand<TFloat32> third) {
        FusedBatchNormGrad<TFloat32, TFloat32> back = g.tf().nn
                .fusedBatchNormGrad(
                        gradient,
                        in.value(),
                        gamma(),
                        first,
                        second,
                        third,
                        FusedBatchNormGrad.isTraining(true),
                        FusedBatchNormGrad.epsilon(epsilon));
        p.put(name + ".gamma", back.scaleBackprop());
        p.put(name + ".beta", back.offsetBackprop());
        return back.xBackprop();
    }
}
