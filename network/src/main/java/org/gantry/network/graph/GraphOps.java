package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The operations our layers are made of, on one graph. A constant is made once: in a supernet of 20,000 operations
 * every third would be a shape otherwise, and each costs a native tensor.
 */
public final class GraphOps {
    private final Graph graph;
    private final Ops root;
    private final Ops tf;
    private final Map<Object, Operand<?>> constants;
    private final Map<Output<?>, List<Operand<TFloat32>>> stacks;
    private final boolean onGpu;
    private final Precision precision;

    /** On an empty graph, every operation placed on the device if there is one. */
    public GraphOps(Graph graph, Optional<DeviceSpec> device) {
        this.graph = graph;
        this.root = device.map(Ops.create(graph)::withDevice).orElseGet(() -> Ops.create(graph));
        this.tf = root;
        this.constants = new HashMap<>();
        this.stacks = new HashMap<>();
        this.onGpu = device.filter(spec -> spec.deviceType() == DeviceType.GPU).isPresent();
        this.precision = Precision.FLOAT32;
    }

    private GraphOps(GraphOps whole, Ops tf, Precision precision) {
        this.graph = whole.graph;
        this.root = whole.root;
        this.tf = tf;
        this.constants = whole.constants;
        this.stacks = whole.stacks;
        this.onGpu = whole.onGpu;
        this.precision = precision;
    }

    /** The same graph; what is made through it runs after the given operations, and only if they are alive. */
    public GraphOps after(List<? extends Op> operations) {
        return new GraphOps(this, root.withControlDependencies(List.copyOf(operations)), precision);
    }

    /** The same graph, its products in a precision. */
    GraphOps in(Precision other) {
        return new GraphOps(this, tf, other);
    }

    /** Whether products are of float32 factors. */
    boolean exact() {
        return precision == Precision.FLOAT32;
    }

    /** Products of matrices and dense convolutions. */
    Products products() {
        return new Products(this, precision);
    }

    /** Whether all of it was placed on a GPU, which lacks some of the CPU's fused kernels. */
    boolean onGpu() {
        return onGpu;
    }

    /** The graph itself. */
    public Graph graph() {
        return graph;
    }

    /** TensorFlow's own operations. */
    public Ops tf() {
        return tf;
    }

    /** A vector of integers. */
    @SuppressWarnings("unchecked")
    public Operand<TInt32> ints(int... values) {
        Object key = Arrays.stream(values).boxed().toList();
        return (Operand<TInt32>) constants.computeIfAbsent(key, k -> root.constant(values));
    }

    /** One integer, without an axis. */
    @SuppressWarnings("unchecked")
    public Operand<TInt32> integer(int value) {
        return (Operand<TInt32>) constants.computeIfAbsent(value, k -> root.constant(value));
    }

    /** One number, without an axis. */
    @SuppressWarnings("unchecked")
    public Operand<TFloat32> number(float value) {
        return (Operand<TFloat32>) constants.computeIfAbsent(value, k -> root.constant(value));
    }

    /** A matrix of ones. */
    @SuppressWarnings("unchecked")
    Operand<TFloat32> ones(int rows, int columns) {
        return (Operand<TFloat32>) constants.computeIfAbsent(List.of("ones", rows, columns), key -> {
            float[][] ones = new float[rows][columns];
            Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
            return root.constant(ones);
        });
    }

    /** No numbers at all. */
    @SuppressWarnings("unchecked")
    Operand<TFloat32> none() {
        return (Operand<TFloat32>) constants.computeIfAbsent("none", key -> root.constant(new float[0]));
    }

    /** A zero of its own, there only after and with what this is bound to. */
    public Operand<TFloat32> zero() {
        return tf.constant(0f);
    }

    /** activation(x w + bias), in one pass over the product. */
    Operand<TFloat32> product(
            Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> bias, Optional<Activation> activation) {
        return fused("_FusedMatMul", List.of(x, w), bias, activation).build().output(0);
    }

    /** One of the operations that TensorFlow's own optimiser makes of three; Java has no classes for them. */
    OperationBuilder fused(
            String type, List<Operand<TFloat32>> inputs, Operand<TFloat32> bias, Optional<Activation> activation) {
        OperationBuilder builder = tf.scope().opBuilder(type, type.substring(1));
        inputs.forEach(input -> builder.addInput(input.asOutput()));
        String[] fused = activation
                .map(last -> new String[] {"BiasAdd", last == Activation.RELU6 ? "Relu6" : "Relu"})
                .orElseGet(() -> new String[] {"BiasAdd"});
        return builder.addInputList(new Output<?>[] {bias.asOutput()})
                .setAttr("T", DataType.DT_FLOAT)
                .setAttr("fused_ops", fused);
    }

    /** The same numbers in another shape; costs nothing at run time. */
    public Operand<TFloat32> reshape(Operand<TFloat32> x, int... shape) {
        return tf.reshape(x, ints(shape));
    }

    /** A box of x; costs nothing at run time where only the outermost axis is cut. */
    public Operand<TFloat32> slice(Operand<TFloat32> x, int[] begin, int[] size) {
        return tf.slice(x, ints(begin), ints(size));
    }

    /** Zeros around x; before and after along each axis in turn. */
    @SuppressWarnings("unchecked")
    public Operand<TFloat32> pad(Operand<TFloat32> x, int... beforeAndAfter) {
        if (Arrays.stream(beforeAndAfter).allMatch(zeros -> zeros == 0)) {
            return x;
        }
        Object key = List.of("pad", Arrays.stream(beforeAndAfter).boxed().toList());
        Operand<TInt32> pairs = (Operand<TInt32>) constants.computeIfAbsent(
                key,
                k -> root.constant(IntStream.range(0, beforeAndAfter.length / 2)
                        .mapToObj(axis -> new int[] {beforeAndAfter[2 * axis], beforeAndAfter[2 * axis + 1]})
                        .toArray(int[][]::new)));
        return tf.pad(x, pairs, number(0));
    }

    /**
     * The sum of equally shaped terms, always in the same order. AddN alone begins with whichever term nobody else
     * holds at that moment, which changes from run to run and with it the last bit; a term made for it alone settles
     * that.
     */
    public Operand<TFloat32> sum(List<Operand<TFloat32>> terms) {
        if (terms.size() == 1) {
            return terms.get(0);
        }
        Operand<TFloat32> firstTwo = tf.math.add(terms.get(0), terms.get(1));
        if (terms.size() == 2) {
            return firstTwo;
        }
        List<Operand<TFloat32>> rest = new ArrayList<>(List.of(firstTwo));
        rest.addAll(terms.subList(2, terms.size()));
        return tf.math.addN(rest);
    }

    /** Parts one behind the other along an axis. */
    public Operand<TFloat32> concat(int axis, List<Operand<TFloat32>> parts) {
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, integer(axis));
    }

    /** Parts of one shape one behind the other along the outermost axis; {@link #stacked} knows them still. */
    Operand<TFloat32> stack(List<Operand<TFloat32>> parts) {
        Operand<TFloat32> whole = concat(0, parts);
        stacks.put(whole.asOutput(), parts);
        return whole;
    }

    /** The parts of what was stacked; where only they are used, nothing is ever copied together. */
    Optional<List<Operand<TFloat32>>> stacked(Operand<TFloat32> whole) {
        return Optional.ofNullable(stacks.get(whole.asOutput()));
    }
}
