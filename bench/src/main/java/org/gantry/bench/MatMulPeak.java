package org.gantry.bench;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** The fp32 matrix multiplication rate of this machine: what every other figure is a fraction of. */
final class MatMulPeak {
    private static final int SIZE = 2048;
    private static final int WARM_UP = 3;
    private static final int REPETITIONS = 10;

    private MatMulPeak() {}

    /** The best of several, GFLOP/s. */
    static double measure(int threads) {
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
        try (Graph graph = new Graph();
                Session session = new Session(graph, config)) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> a = tf.fill(tf.constant(new int[] {SIZE, SIZE}), tf.constant(0.5f));
            var held = tf.withName("a").varHandleOp(TFloat32.class, Shape.of(SIZE, SIZE));
            session.run(tf.assignVariableOp(held, a));
            Operand<TFloat32> value = tf.readVariableOp(held, TFloat32.class);
            Operand<TFloat32> product = tf.linalg.matMul(value, value);
            Timing timing = Timing.of(WARM_UP, REPETITIONS, () -> {
                session.runner().addTarget(product.op()).run().close();
                return product;
            });
            return 2.0 * SIZE * SIZE * SIZE / (timing.minimum() * 1e6);
        }
    }
}
