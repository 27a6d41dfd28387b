package org.gantry.network.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Kernel;
import org.gantry.domain.network.Layer;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.LayerGroup;

/**
 * Where each named parameter of a group (stem, block, head) stands in the group's flat vectors.
 *
 * @param group its name, and the beginning of its parameters' names
 * @param weights trainable entries by name, in order
 * @param statistics running means and variances by name, in order
 */
public record ParameterLayout(String group, Map<String, Entry> weights, Map<String, Entry> statistics) {
    /**
     * One parameter.
     *
     * @param shape channels-last
     * @param offset its first number in the flat vector
     * @param fanIn inputs of each output where it starts uniform in ±1/sqrt(fanIn) (Kaiming with a = sqrt(5)), or 0
     * @param start what it starts at otherwise
     */
    public record Entry(int[] shape, int offset, int fanIn, float start) {
        /** How many numbers. */
        public int size() {
            int size = 1;
            for (int axis : shape) {
                size *= axis;
            }
            return size;
        }

        int end() {
            return offset + size();
        }

        /** Writes the values that a training starts from into the flat vector. */
        void start(RandomFunction numbers, float[] vector) {
            double bound = fanIn == 0 ? 0 : 1 / Math.sqrt(fanIn);
            int size = size();
            for (int i = 0; i < size; i++) {
                vector[offset + i] = fanIn == 0 ? start : (float) (bound * (2 * numbers.uniform(i) - 1));
            }
        }
    }

    private ParameterLayout(String group) {
        this(group, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** A group's layers, in order. */
    public static ParameterLayout of(LayerGroup group) {
        ParameterLayout layout = new ParameterLayout(group.name());
        for (Layer layer : group.layers()) {
            if (layer instanceof Convolution c) {
                Kernel k = c.kernel();
                layout.kernel(c.name(), k.taps() * c.in(), k.depth(), k.height(), k.width(), c.in(), c.out());
            } else if (layer instanceof Layer.Depthwise d) {
                Kernel k = d.kernel();
                layout.kernel(d.name(), k.taps(), k.depth(), k.height(), k.width(), d.channels());
            } else if (layer instanceof Layer.BatchNorm norm) {
                layout.batchNorm(norm.name(), norm.channels());
            }
        }
        return layout.sealed();
    }

    /** Head: the linear layer. */
    public static ParameterLayout head(int width, int classes) {
        ParameterLayout layout = new ParameterLayout("head");
        layout.kernel("weight", width, width, classes);
        layout.kernel("bias", width, classes);
        return layout.sealed();
    }

    private ParameterLayout sealed() {
        return new ParameterLayout(
                group, Collections.unmodifiableMap(weights), Collections.unmodifiableMap(statistics));
    }

    private void kernel(String name, int fanIn, int... shape) {
        weights.put(group + "." + name, new Entry(shape, weightCount(), fanIn, 0));
    }

    private void batchNorm(String name, int channels) {
        String prefix = group + "." + name + ".";
        int[] shape = {channels};
        weights.put(prefix + "gamma", new Entry(shape, weightCount(), 0, 1));
        weights.put(prefix + "beta", new Entry(shape, weightCount(), 0, 0));
        statistics.put(prefix + "running_mean", new Entry(shape, statisticCount(), 0, 0));
        statistics.put(prefix + "running_var", new Entry(shape, statisticCount(), 0, 1));
    }

    /** Numbers in the weight vector. */
    public int weightCount() {
        return end(weights);
    }

    /** Numbers in the statistics vector. */
    public int statisticCount() {
        return end(statistics);
    }

    private static int end(Map<String, Entry> entries) {
        return entries.values().stream().mapToInt(Entry::end).max().orElse(0);
    }

    /** True for an identity Skip, which has nothing to learn. */
    public boolean isEmpty() {
        return weights.isEmpty();
    }
}
