package org.gantry.network.graph;

import java.util.List;
import org.gantry.network.graph.UpdateRule.Rates;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * From a group's gradient to its new weights: clip by the global norm, add weight decay, apply the optimiser's rule.
 *
 * @param rule the optimiser's
 * @param clipNorm largest global norm; 0 clips nothing
 * @param weightDecay L2 penalty
 */
public record WeightUpdate(UpdateRule rule, float clipNorm, float weightDecay) {
    private static final float TINY = 1e-6f;

    /** Half the squared norm of a group's gradient. */
    static Operand<TFloat32> halfSquare(GraphOps g, Operand<TFloat32> gradient) {
        return g.tf().nn.l2Loss(gradient);
    }

    /** The global norm of all groups on the path. */
    static Operand<TFloat32> norm(GraphOps g, List<Operand<TFloat32>> halfSquares) {
        var tf = g.tf();
        return tf.math.sqrt(tf.math.mul(tf.sum(tf.stack(halfSquares), g.ints(0)), g.number(2)));
    }

    /** min(1, clip / (norm + 1e-6)), as PyTorch's clip_grad_norm_. */
    Operand<TFloat32> scale(GraphOps g, Operand<TFloat32> norm) {
        var tf = g.tf();
        return clipNorm == 0
                ? g.number(1)
                : tf.math.minimum(g.number(1), tf.math.div(g.number(clipNorm), tf.math.add(norm, g.number(TINY))));
    }

    /** The operations that end a group's step: new weights, new running statistics. */
    List<Op> apply(GraphOps g, ParameterViews p, Rates rates, Operand<TFloat32> scale) {
        var tf = g.tf();
        Operand<TFloat32> gradient = p.gradient(g);
        if (clipNorm > 0) {
            gradient = tf.math.mul(gradient, scale);
        }
        if (weightDecay > 0) {
            gradient = tf.math.add(gradient, tf.math.mul(p.weights(), g.number(weightDecay)));
        }
        Op weights = rule.apply(g, p.group(), rates, gradient);
        return p.group()
                .statistics()
                .map(statistics -> List.of(weights, statistics.add(g, towardsBatch(g, p))))
                .orElse(List.of(weights));
    }

    /** momentum (batch - running). */
    private static Operand<TFloat32> towardsBatch(GraphOps g, ParameterViews p) {
        var math = g.tf().math;
        return math.mul(math.sub(p.batchStatistics(g), p.running()), g.number(BatchNorm.MOMENTUM));
    }
}
