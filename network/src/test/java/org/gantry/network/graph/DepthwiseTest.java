package org.gantry.network.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Operation;
import org.gantry.domain.network.Stride;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Output and both derivatives equal six plain loops, for every way that a kernel can meet a grid. */
class DepthwiseTest {
    private static final int BATCH = 2;
    private static final int CHANNELS = 3;

    static Stream<Arguments> cases() {
        List<Grid> grids = Stream.of("1x1x1", "1x4x4", "2x2x2", "2x5x4", "3x3x7", "4x2x2", "5x7x6", "8x6x5")
                .map(Grid::parse)
                .toList();
        List<Stride> strides = List.of(Stride.ONE, Stride.all(2), new Stride(1, 2, 2), new Stride(2, 1, 1));
        return grids.stream()
                .flatMap(grid -> strides.stream()
                        .flatMap(stride -> Stream.of(3, 5, 7).map(kernel -> Arguments.of(grid, stride, kernel))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputAndDerivativesEqualPlainLoops(Grid grid, Stride stride, int kernel) {
        Operation operation =
                kernel == 3 ? Operation.MB_CONV_3_3 : kernel == 5 ? Operation.MB_CONV_5_3 : Operation.MB_CONV_7_3;
        NaiveDepthwise naive = new NaiveDepthwise(BATCH, grid, CHANNELS, operation.kernel(), stride);
        float[] x = gaussian(1, naive.inputSize());
        float[] w = gaussian(2, naive.kernelSize());
        float[] dy = gaussian(3, naive.outputSize());
        List<float[]> actual = run(naive, x, w, dy);
        assertClose("y", actual.get(0), naive.forward(x, w));
        assertClose("dx", actual.get(1), naive.inputGradient(w, dy));
        assertClose("dw", actual.get(2), naive.kernelGradient(x, dy));
    }

    private static List<float[]> run(NaiveDepthwise naive, float[] x, float[] w, float[] dy) {
        try (NativeSession session = new NativeSession(ConfigProto.getDefaultInstance(), Optional.empty())) {
            GraphOps g = session.ops();
            long[] shape = naive.depthMajorShape(naive.grid());
            long[] outShape = naive.depthMajorShape(naive.stride().apply(naive.grid()));
            long[] kernelShape = {naive.kernel(), naive.kernel(), naive.kernel(), CHANNELS, 1};
            Operand<TFloat32> input = placeholder(g, shape);
            Operand<TFloat32> kernel = placeholder(g, kernelShape);
            Operand<TFloat32> gradient = placeholder(g, outShape);
            FeatureMap in = new FeatureMap(input, BATCH, naive.grid(), CHANNELS);
            Depthwise layer = new Depthwise(g, in, naive.kernel(), naive.stride());
            Operand<TFloat32> reachable = layer.reachable(kernel);
            FeatureMap out = layer.forward(reachable);
            Depthwise.Gradients back = layer.backward(reachable, gradient);
            try (Run run = session.begin()) {
                return run.feed(input, x, shape)
                        .feed(kernel, w, kernelShape)
                        .feed(gradient, dy, outShape)
                        .fetch(out.value())
                        .fetch(back.input())
                        .fetch(back.kernel())
                        .values();
            }
        }
    }

    private static Operand<TFloat32> placeholder(GraphOps g, long[] shape) {
        return g.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    }

    private static float[] gaussian(long seed, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) RandomFunction.of(seed).gaussian(i);
        }
        return values;
    }

    private static void assertClose(String what, float[] actual, double[] expected) {
        assertThat(actual).as(what).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as(what + "[" + i + "]")
                    .isCloseTo(expected[i], within(2e-5 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void unequalStridesAlongHeightAndWidthAreRefused() {
        assertThatThrownBy(() -> new Taps(new Reach(4, 3, 1), new Reach(4, 3, 1), new Reach(4, 3, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("equal strides along height and width");
    }
}
