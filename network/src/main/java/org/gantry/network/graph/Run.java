package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.gantry.domain.CanIgnoreReturnValue;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One run of a session, and the owner of every tensor that goes in or comes out. */
public final class Run implements AutoCloseable {
    private final Session.Runner runner;
    private final List<Tensor> fed = new ArrayList<>();
    private final Map<Output<TFloat32>, Integer> places = new HashMap<>();
    private final List<Integer> asked = new ArrayList<>();

    Run(Session.Runner runner) {
        this.runner = runner;
    }

    /** Feeds a tensor, and takes it over. */
    @CanIgnoreReturnValue
    public Run feed(Operand<TFloat32> placeholder, TFloat32 tensor) {
        fed.add(tensor);
        runner.feed(placeholder, tensor);
        return this;
    }

    /** Feeds the first numbers of an array, as many as the shape holds. */
    @CanIgnoreReturnValue
    public Run feed(Operand<TFloat32> placeholder, float[] values, long... shape) {
        TFloat32 tensor = TFloat32.tensorOf(Shape.of(shape));
        tensor.asRawTensor().data().asFloats().write(values, 0, (int) tensor.size());
        return feed(placeholder, tensor);
    }

    /** Feeds integers. */
    @CanIgnoreReturnValue
    public Run feed(Operand<TInt32> placeholder, int[] values) {
        TInt32 tensor = TInt32.vectorOf(values);
        fed.add(tensor);
        runner.feed(placeholder, tensor);
        return this;
    }

    /** Asks for an operation. */
    @CanIgnoreReturnValue
    public Run target(Op operation) {
        runner.addTarget(operation);
        return this;
    }

    /** Asks for a value; its place in the result is the number of values asked for before. */
    @CanIgnoreReturnValue
    public Run fetch(Operand<TFloat32> value) {
        Output<TFloat32> output = value.asOutput();
        // TensorFlow refuses to hand the same value out twice.
        if (places.putIfAbsent(output, places.size()) == null) {
            runner.fetch(output);
        }
        asked.add(places.get(output));
        return this;
    }

    /** Runs, and copies the values out, in the order asked. */
    public List<float[]> values() {
        return values(place -> true);
    }

    /** Runs, and copies some of the values out, in the order asked; an empty array stands for each of the others. */
    public List<float[]> values(IntPredicate wanted) {
        List<float[]> values = new ArrayList<>();
        try (Result result = runner.run()) {
            for (int i = 0; i < asked.size(); i++) {
                values.add(wanted.test(i) ? copy((TFloat32) result.get(asked.get(i))) : new float[0]);
            }
        }
        return values;
    }

    private static float[] copy(TFloat32 tensor) {
        float[] array = new float[(int) tensor.size()];
        tensor.asRawTensor().data().asFloats().read(array);
        return array;
    }

    /** Runs for its effects. */
    public void execute() {
        runner.run().close();
    }

    @Override
    public void close() {
        fed.forEach(Tensor::close);
    }
}
