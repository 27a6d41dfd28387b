package org.gantry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run peak}: the fp32 matrix multiplication rate of this machine: what other figures are a fraction of.
 */
@Command(name = "peak", description = "Measures the matmul peak.", mixinStandardHelpOptions = true)
final class MatMulPeak implements Callable<Integer> {
    private static final int SIZE = 2048;
    private static final int WARM_UP = 3;
    private static final int REPETITIONS = 10;

    @Option(names = "--threads", description = "Threads inside the multiplication.")
    private int threads = 2;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        output.out().println(measure(threads));
        return 0;
    }

    /** In a process of its own, because TensorFlow's first session fixes the threads of all. */
    static double inOwnProcess(int threads) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Bench.class.getName(),
                            "peak",
                            "--threads",
                            Integer.toString(threads))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = process.inputReader()) {
                return Double.parseDouble(out.readLine());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the matmul peak could not be measured", e);
        }
    }

    /** The best of several, GFLOP/s. */
    private static double measure(int threads) {
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
