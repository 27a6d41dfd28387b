package org.gantry.network.graph;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.gantry.domain.RandomFunction;
import org.gantry.network.graph.ParameterLayout.Entry;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A vector that outlives a step and holds named entries. Flat, because a group is always updated as a whole: one
 * multiplication, one norm, one update instead of nine each.
 */
public final class FlatVariable {
    private final Map<String, Entry> entries;
    private final String suffix;
    private final int size;
    private final Operand<? extends TType> handle;
    private final Operand<TFloat32> input;
    private final Op assignment;
    private final Operand<TFloat32> value;

    FlatVariable(GraphOps g, String name, Map<String, Entry> entries, String suffix) {
        this.entries = entries;
        this.suffix = suffix;
        this.size = entries.values().stream().mapToInt(Entry::end).max().orElseThrow();
        this.handle = g.tf().varHandleOp(TFloat32.class, Shape.of(size), VarHandleOp.sharedName(name));
        this.input = g.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(size)));
        this.assignment = g.tf().assignVariableOp(handle, input);
        this.value = g.tf().readVariableOp(handle, TFloat32.class);
    }

    /** How many numbers. */
    public int size() {
        return size;
    }

    Operand<? extends TType> handle() {
        return handle;
    }

    /** Its value within a pass; in a supernet's branch it is read only if the branch is drawn. */
    Operand<TFloat32> read(GraphOps scope) {
        return scope.tf().readVariableOp(handle, TFloat32.class);
    }

    Op set(GraphOps scope, Operand<TFloat32> values) {
        return scope.tf().assignVariableOp(handle, values);
    }

    Op add(GraphOps scope, Operand<TFloat32> change) {
        return scope.tf().assignAddVariableOp(handle, change);
    }

    /** What {@link #assignment} takes, one number an element. */
    public Operand<TFloat32> input() {
        return input;
    }

    /** Sets it to {@link #input}. */
    public Op assignment() {
        return assignment;
    }

    /** Its value between steps, alive in every run. */
    public Operand<TFloat32> value() {
        return value;
    }

    /** The values that a training starts from. */
    public float[] initial(RandomFunction random) {
        float[] vector = new float[size];
        entries.forEach((name, entry) -> entry.start(random.at(name), vector));
        return vector;
    }

    /** Cuts a vector into its named entries. */
    public void unpack(float[] vector, EntrySink sink) {
        entries.forEach((name, entry) ->
                sink.accept(name + suffix, entry.shape(), Arrays.copyOfRange(vector, entry.offset(), entry.end())));
    }

    /** Whether any of its entries is among these names. */
    public boolean isNamed(Set<String> names) {
        return entries.keySet().stream().anyMatch(name -> names.contains(name + suffix));
    }

    /** Takes one named entry with its shape. */
    @FunctionalInterface
    public interface EntrySink {
        /** Takes it. */
        void accept(String name, int[] shape, float[] values);
    }

    /**
     * Makes one vector of named entries.
     *
     * @throws IllegalArgumentException if one has the wrong size
     */
    public float[] pack(Function<String, float[]> values) {
        float[] vector = new float[size];
        entries.forEach((name, entry) -> {
            float[] found = values.apply(name + suffix);
            if (found.length != entry.size()) {
                throw new IllegalArgumentException("tensor '" + name + suffix + "' has " + found.length
                        + " numbers, the network needs " + entry.size() + "; was it made for another architecture?");
            }
            System.arraycopy(found, 0, vector, entry.offset(), found.length);
        });
        return vector;
    }
}
