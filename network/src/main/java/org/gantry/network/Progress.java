package org.gantry.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.network.TrainingSettings.Optimizer;

/**
 * How often each group of parameters was updated, and the learning rates that follow: an operation of a supernet is
 * drawn only now and then, so Adam's bias correction counts each group's own updates. In double, in Java, because the
 * kernel's float32 loses five digits of 1 - 0.999.
 */
final class Progress {
    private static final String SUFFIX = ".updates";

    private final Optimizer optimizer;
    private final Map<String, Long> updates = new LinkedHashMap<>();

    Progress(Optimizer optimizer, List<String> groups) {
        this.optimizer = optimizer;
        groups.forEach(group -> updates.put(group, 0L));
    }

    /** Forgets all updates. */
    void clear() {
        updates.replaceAll((group, count) -> 0L);
    }

    /** Counts an update of these groups. */
    void advance(List<String> groups) {
        groups.forEach(group -> updates.computeIfPresent(group, (name, count) -> count + 1));
    }

    /** Updates of a group so far; an identity Skip, which has no parameters, has none. */
    long updates(String group) {
        return updates.getOrDefault(group, 0L);
    }

    /**
     * What the next update of a group is fed.
     *
     * @param rate learning rate, corrected
     * @param epsilon Adam's, corrected
     */
    record Fed(float rate, float epsilon) {}

    Fed next(String group, double rate) {
        if (optimizer instanceof Optimizer.Adam adam) {
            double t = (double) updates(group) + 1;
            double root = Math.sqrt(1 - Math.pow(adam.beta2(), t));
            return new Fed((float) (rate * root / (1 - Math.pow(adam.beta1(), t))), (float) (adam.epsilon() * root));
        }
        return new Fed((float) rate, 0);
    }

    /** The counts as tensors of one number, {@code block3.op2.updates}. */
    void save(Map<String, Tensors.Array> state) {
        updates.forEach((group, count) ->
                state.put(group + SUFFIX, new Tensors.Array(new int[0], new float[] {count.floatValue()})));
    }

    /** Takes the counts of a state. */
    void restore(Tensors state) {
        updates.replaceAll((group, count) -> (long) state.get(group + SUFFIX).values()[0]);
    }
}
