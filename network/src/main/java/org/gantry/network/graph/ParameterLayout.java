package org.gantry.network.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;

/**
 * Where each named parameter of a group (stem, one operation of one block, head) stands in the group's flat vectors.
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
            for (int i = 0; i < size(); i++) {
                vector[offset + i] = fanIn == 0 ? start : (float) (bound * (2 * numbers.uniform(i) - 1));
            }
        }
    }

    private ParameterLayout(String group) {
        this(group, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Stem: 3x3x3 convolution and batch normalisation. */
    public static ParameterLayout stem(MacroArchitecture macro) {
        ParameterLayout layout = new ParameterLayout("stem");
        int in = macro.inChannels();
        layout.kernel("conv", Stem.TAPS * in, Stem.KERNEL, Stem.KERNEL, Stem.KERNEL, in, macro.stemWidth());
        layout.batchNorm("bn", macro.stemWidth());
        return layout.sealed();
    }

    /** One candidate operation of a block. */
    public static ParameterLayout candidate(Block block, Operation operation) {
        ParameterLayout layout = new ParameterLayout("block" + block.index() + ".op" + operation.index());
        int in = block.inWidth();
        int out = block.outWidth();
        if (operation != Operation.SKIP) {
            int middle = operation.expansion() * in;
            int k = operation.kernel();
            layout.kernel("expand.conv", in, 1, 1, 1, in, middle);
            layout.batchNorm("expand.bn", middle);
            layout.kernel("dw.conv", k * k * k, k, k, k, middle);
            layout.batchNorm("dw.bn", middle);
            layout.kernel("project.conv", middle, 1, 1, 1, middle, out);
            layout.batchNorm("project.bn", out);
        } else if (!block.hasShortcut()) {
            layout.kernel("skip.conv", in, 1, 1, 1, in, out);
            layout.batchNorm("skip.bn", out);
        }
        return layout.sealed();
    }

    /** Head: the linear layer. */
    public static ParameterLayout head(MacroArchitecture macro) {
        ParameterLayout layout = new ParameterLayout("head");
        int width = macro.headWidth();
        layout.kernel("weight", width, width, macro.classes());
        layout.kernel("bias", width, macro.classes());
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
