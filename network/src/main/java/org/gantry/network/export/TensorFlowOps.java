package org.gantry.network.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.network.Kernel;
import org.gantry.domain.network.Layer.Activation;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.Layer.Depthwise;
import org.gantry.domain.network.Layer.Pooling;
import org.gantry.domain.network.Stride;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow's own operations, which every build of it has. Feature maps are (batch, depth, height, width, channel),
 * the batch open; all other sizes are in the operand's shape.
 */
record TensorFlowOps(Ops root) implements PortableOps<Operand<TFloat32>> {
    private static final String VALID = "VALID";
    private static final List<Long> TWO = List.of(1L, 2L, 2L, 2L, 1L);
    private static final List<Long> THREE = List.of(1L, 3L, 3L, 3L, 1L);

    /** Constant numbers of a shape. */
    static Operand<TFloat32> constant(Ops tf, float[] values, long... shape) {
        return tf.constant(Shape.of(shape), DataBuffers.of(values, true, false));
    }

    @Override
    public Operand<TFloat32> convolution(FrozenLayer frozen, Convolution layer, Operand<TFloat32> x) {
        Ops tf = root.withSubScope(frozen.name());
        Kernel k = layer.kernel();
        Stride s = layer.stride();
        Operand<TFloat32> kernel =
                constant(tf, frozen.factors(), k.depth(), k.height(), k.width(), layer.in(), layer.out());
        List<Long> strides = List.of(1L, (long) s.depth(), (long) s.height(), (long) s.width(), 1L);
        Operand<TFloat32> y = tf.nn.conv3d(padded(tf, x, k, 0), kernel, strides, VALID);
        return tf.nn.biasAdd(y, constant(tf, frozen.offsets(), layer.out()));
    }

    /** TensorFlow has it in two dimensions only: one of those a depth offset, over all slices at once, summed. */
    @Override
    public Operand<TFloat32> depthwise(FrozenLayer frozen, Depthwise layer, Operand<TFloat32> x) {
        Ops tf = root.withSubScope(frozen.name());
        Kernel k = layer.kernel();
        Stride s = layer.stride();
        int depth = Math.toIntExact(x.shape().get(1));
        int last = (depth - 1) / s.depth() * s.depth();
        Operand<TFloat32> volume = padded(tf, x, k, 0);
        int plane = k.height() * k.width() * layer.channels();
        List<Operand<TFloat32>> offsets = new ArrayList<>();
        for (int z = 0; z < k.depth(); z++) {
            if (meets(z - k.depth() / 2, last, s.depth(), depth)) {
                Operand<TFloat32> slices =
                        tf.stridedSlice(volume, Indices.all(), Indices.slice(z, z + last + 1, s.depth()));
                float[] taps = Arrays.copyOfRange(frozen.factors(), z * plane, (z + 1) * plane);
                Operand<TFloat32> kernel = constant(tf, taps, k.height(), k.width(), layer.channels(), 1);
                List<Long> strides = List.of(1L, (long) s.height(), (long) s.width(), 1L);
                offsets.add(tf.nn.depthwiseConv2dNative(planes(tf, slices), kernel, strides, VALID));
            }
        }
        Operand<TFloat32> sum = offsets.size() == 1 ? offsets.get(0) : tf.math.addN(offsets);
        Shape flat = sum.shape();
        int[] shape = {-1, last / s.depth() + 1, (int) flat.get(1), (int) flat.get(2), layer.channels()};
        Operand<TFloat32> y = tf.reshape(sum, tf.constant(shape));
        return tf.nn.biasAdd(y, constant(tf, frozen.offsets(), layer.channels()));
    }

    /** Whether an offset from the centres 0, stride, ..., last falls into the volume for one of them. */
    private static boolean meets(int offset, int last, int stride, int depth) {
        return IntStream.iterate(offset, at -> at <= last + offset, at -> at + stride)
                .anyMatch(at -> at >= 0 && at < depth);
    }

    /** (batch * depth, height, width, channel). */
    private static Operand<TFloat32> planes(Ops tf, Operand<TFloat32> x) {
        Shape shape = x.shape();
        return tf.reshape(x, tf.constant(new int[] {-1, (int) shape.get(2), (int) shape.get(3), (int) shape.get(4)}));
    }

    /** Half a kernel of a number on both sides of every axis: SAME would do otherwise at stride 2. */
    private static Operand<TFloat32> padded(Ops tf, Operand<TFloat32> x, Kernel kernel, float number) {
        if (kernel.equals(Kernel.ONE)) {
            return x;
        }
        int d = kernel.depth() / 2;
        int h = kernel.height() / 2;
        int w = kernel.width() / 2;
        return tf.pad(x, tf.constant(new int[][] {{0, 0}, {d, d}, {h, h}, {w, w}, {0, 0}}), tf.constant(number));
    }

    @Override
    public Operand<TFloat32> normalisation(FrozenLayer frozen, Operand<TFloat32> x) {
        Ops tf = root.withSubScope(frozen.name());
        int channels = frozen.offsets().length;
        Operand<TFloat32> scaled = tf.math.mul(x, constant(tf, frozen.factors(), channels));
        return tf.nn.biasAdd(scaled, constant(tf, frozen.offsets(), channels));
    }

    @Override
    public Operand<TFloat32> activation(FrozenLayer frozen, Activation layer, Operand<TFloat32> x) {
        Ops tf = root.withSubScope(frozen.name());
        return layer == Activation.RELU6 ? tf.nn.relu6(x) : tf.nn.relu(x);
    }

    @Override
    public Operand<TFloat32> pooling(FrozenLayer frozen, Pooling layer, Operand<TFloat32> x) {
        Ops tf = root.withSubScope(frozen.name());
        return layer == Pooling.MAX_3
                ? tf.nn.maxPool3d(padded(tf, x, Kernel.cube(3), -Float.MAX_VALUE), THREE, TWO, VALID)
                : tf.nn.avgPool3d(x, TWO, TWO, VALID);
    }

    @Override
    public Operand<TFloat32> add(String name, Operand<TFloat32> a, Operand<TFloat32> b) {
        return root.withSubScope(name).math.add(a, b);
    }

    @Override
    public Operand<TFloat32> concatenate(String name, Operand<TFloat32> first, Operand<TFloat32> second) {
        Ops tf = root.withSubScope(name);
        return tf.concat(List.of(first, second), tf.constant(-1));
    }
}
