package org.gantry.network.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** How a gradient changes a group's weights. */
public sealed interface UpdateRule {
    /** Names of the vectors that it keeps beside the weights. */
    List<String> slots();

    /** The update's operation; rate and epsilon are fed a step and a group (see {@code Progress}). */
    Op apply(GraphOps g, ParameterGroup group, Rates rates, Operand<TFloat32> gradient);

    /**
     * What a group's update needs besides its gradient.
     *
     * @param rate learning rate, Adam's bias correction included
     * @param epsilon Adam's epsilon, scaled by the same correction
     */
    record Rates(Operand<TFloat32> rate, Operand<TFloat32> epsilon) {}

    /**
     * {@code buffer = momentum * buffer + g; w -= rate * buffer}.
     *
     * @param momentum share of the buffer that stays
     */
    record Momentum(float momentum) implements UpdateRule {
        @Override
        public List<String> slots() {
            return List.of("momentum");
        }

        @Override
        public Op apply(GraphOps g, ParameterGroup group, Rates rates, Operand<TFloat32> gradient) {
            return g.tf().train
                    .resourceApplyMomentum(
                            group.weights().handle(),
                            group.slots().get(0).handle(),
                            rates.rate(),
                            gradient,
                            g.number(momentum));
        }
    }

    /**
     * Adam. TensorFlow's kernel would correct the bias in float32 and leave epsilon uncorrected, so both come corrected
     * from Java, in double, and the kernel's own powers of beta are 0.
     *
     * @param beta1 share of the first moment that stays
     * @param beta2 share of the second moment that stays
     */
    record Adam(float beta1, float beta2) implements UpdateRule {
        @Override
        public List<String> slots() {
            return List.of("adam_m", "adam_v");
        }

        @Override
        public Op apply(GraphOps g, ParameterGroup group, Rates rates, Operand<TFloat32> gradient) {
            return g.tf().train
                    .resourceApplyAdam(
                            group.weights().handle(),
                            group.slots().get(0).handle(),
                            group.slots().get(1).handle(),
                            g.number(0),
                            g.number(0),
                            rates.rate(),
                            g.number(beta1),
                            g.number(beta2),
                            rates.epsilon(),
                            gradient);
        }
    }
}
