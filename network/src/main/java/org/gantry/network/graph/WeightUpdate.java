package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.network.graph.UpdateRule.Rates;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * From a group's gradient to its new weights: clip by the global norm, add weight decay, apply the optimiser's rule,
 * and let the moving average follow.
 *
 * @param rule the optimiser's
 * @param clipNorm largest global norm; 0 clips nothing
 * @param weightDecay L2 penalty
 * @param averaging decay of the weights' exponential moving average, which starts at 0; 0 for none
 */
public record WeightUpdate(UpdateRule rule, float clipNorm, float weightDecay, double averaging) {
    /** Name of the slot of the moving average. */
    public static final String AVERAGE = "average";

    private static final float TINY = 1e-6f;

    /** Names of the vectors that are kept beside a group's weights. */
    public List<String> slots() {
        List<String> slots = new ArrayList<>(rule.slots());
        if (averaging > 0) {
            slots.add(AVERAGE);
        }
        return slots;
    }

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
        return apply(g, p, p.gradient(g), rates, scale);
    }

    /** The same for a gradient that is not this pass's alone. */
    List<Op> apply(GraphOps g, ParameterViews p, Operand<TFloat32> whole, Rates rates, Operand<TFloat32> scale) {
        var tf = g.tf();
        Operand<TFloat32> gradient = whole;
        if (clipNorm > 0) {
            gradient = tf.math.mul(gradient, scale);
        }
        if (weightDecay > 0) {
            gradient = tf.math.add(gradient, tf.math.mul(p.weights(), g.number(weightDecay)));
        }
        List<Op> operations = new ArrayList<>();
        Op weights = rule.apply(g, p.group(), rates, gradient);
        operations.add(weights);
        if (averaging > 0) {
            operations.add(average(g.after(List.of(weights)), p.group()));
        }
        statistics(g, p).ifPresent(operations::add);
        return operations;
    }

    /** average += (1 - decay) (weights - average). */
    private Op average(GraphOps after, ParameterGroup group) {
        var math = after.tf().math;
        FlatVariable average = group.slots().get(rule.slots().size());
        Operand<TFloat32> way = math.sub(group.weights().read(after), average.read(after));
        return average.add(after, math.mul(way, after.number((float) (1 - averaging))));
    }

    /** The operation that moves the running statistics towards this pass's, if the group has some. */
    static Optional<Op> statistics(GraphOps g, ParameterViews p) {
        return p.group().statistics().map(statistics -> statistics.add(g, towardsBatch(g, p)));
    }

    /** momentum (batch - running). */
    private static Operand<TFloat32> towardsBatch(GraphOps g, ParameterViews p) {
        var math = g.tf().math;
        return math.mul(math.sub(p.batchStatistics(g), p.running()), g.number(BatchNorm.MOMENTUM));
    }
}
