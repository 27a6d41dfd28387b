package org.gantry.network.graph;

import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;

/**
 * Batch normalisation over batch and positions. The statistics are summed in two stages of about sqrt(n) numbers each:
 * TensorFlow's own kernels add n numbers in a row in float32, and the sixth digit that this costs is enough to flip a
 * ReLU6 further on and move a whole gradient by a percent (RATIONALE.md, "Batch statistics"). Given its statistics, the
 * kernel in inference mode, forward and back, is the same on every device.
 */
final class BatchNorm {
    /** Share of a batch's statistics in the new running ones (PAPER.md, section 1). */
    static final float MOMENTUM = 0.1f;

    private BatchNorm() {}

    /** The layer; in training it leaves the batch's mean and unbiased variance as results. */
    static Function<FeatureMap, Flow> layer(GraphOps g, ParameterViews p, String name, float epsilon) {
        return in -> {
            Scale scale = new Scale(p.get(name + ".gamma"), p.get(name + ".beta"), epsilon);
            if (!p.training()) {
                Statistics running = new Statistics(p.get(name + ".running_mean"), p.get(name + ".running_var"));
                return new Flow(in.with(apply(g, in.value(), scale, running)), gradient -> gradient);
            }
            Statistics batch = statistics(g, in);
            float n = in.positions();
            p.put(name + ".running_mean", batch.mean());
            p.put(name + ".running_var", g.tf().math.mul(batch.variance(), g.number(n / Math.max(1, n - 1))));
            return new Flow(in.with(apply(g, in.value(), scale, batch)), gradient -> {
                FusedBatchNormGrad<TFloat32, TFloat32> fixed = fixedGradient(g, in, gradient, scale, batch);
                p.put(name + ".gamma", fixed.scaleBackprop());
                p.put(name + ".beta", fixed.offsetBackprop());
                return throughStatistics(g, in, fixed, scale, batch);
            });
        };
    }

    private record Scale(Operand<TFloat32> gamma, Operand<TFloat32> beta, float epsilon) {}

    private record Statistics(Operand<TFloat32> mean, Operand<TFloat32> variance) {}

    /** gamma (x - mean) / sqrt(variance + epsilon) + beta. */
    private static Operand<TFloat32> apply(GraphOps g, Operand<TFloat32> x, Scale scale, Statistics s) {
        return g.tf().nn
                .fusedBatchNorm(
                        x,
                        scale.gamma(),
                        scale.beta(),
                        s.mean(),
                        s.variance(),
                        FusedBatchNorm.isTraining(false),
                        FusedBatchNorm.epsilon(scale.epsilon()))
                .y();
    }

    private static Statistics statistics(GraphOps g, FeatureMap in) {
        Operand<TFloat32> mean = mean(g, in.value(), in);
        return new Statistics(mean, mean(g, g.tf().math.squaredDifference(in.value(), mean), in));
    }

    /** The mean of every channel: of about sqrt(n) positions at a time, then of those means. */
    private static Operand<TFloat32> mean(GraphOps g, Operand<TFloat32> x, FeatureMap in) {
        int n = in.positions();
        int run = (int) Math.sqrt(n);
        while (n % run != 0) {
            run--;
        }
        var math = g.tf().math;
        return math.mean(math.mean(g.reshape(x, run, n / run, in.channels()), g.ints(1)), g.ints(0));
    }

    /** The gradient as if the statistics were constants. */
    private static FusedBatchNormGrad<TFloat32, TFloat32> fixedGradient(
            GraphOps g, FeatureMap in, Operand<TFloat32> gradient, Scale scale, Statistics s) {
        return g.tf().nn
                .fusedBatchNormGrad(
                        gradient,
                        in.value(),
                        scale.gamma(),
                        s.mean(),
                        s.variance(),
                        s.mean(),
                        FusedBatchNormGrad.isTraining(false),
                        FusedBatchNormGrad.epsilon(scale.epsilon()));
    }

    /** Takes off what flows through mean and variance: gamma / (n sqrt(variance + epsilon)) (dBeta + x^ dGamma). */
    private static Operand<TFloat32> throughStatistics(
            GraphOps g, FeatureMap in, FusedBatchNormGrad<TFloat32, TFloat32> fixed, Scale scale, Statistics s) {
        var math = g.tf().math;
        Operand<TFloat32> deviation = math.sqrt(math.add(s.variance(), g.number(scale.epsilon())));
        Operand<TFloat32> share = math.div(math.mul(scale.gamma(), g.number(1f / in.positions())), deviation);
        Scale correction = new Scale(
                math.mul(share, fixed.scaleBackprop()), math.mul(share, fixed.offsetBackprop()), scale.epsilon());
        return math.sub(fixed.xBackprop(), apply(g, in.value(), correction, s));
    }
}
