package org.gantry.network.graph;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Layer.Convolution;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * How volumes enter a graph: depth-major, with a border of zeros, and at each position the voxels of all slices that
 * the first convolution's kernel sees: (output depth * batch, height + border, width + border, kernel depth * channel).
 *
 * @param batch volumes a tensor
 * @param grid positions of a volume
 * @param first the network's first convolution
 */
public record StemInput(int batch, Grid grid, Convolution first) {
    /** For the first convolution of a network. */
    public static StemInput of(Architecture architecture, Grid grid, int batch) {
        return new StemInput(
                batch, grid, (Convolution) architecture.groups().get(0).body().get(0));
    }

    /** Numbers at a position of a volume. */
    public int channels() {
        return first.in();
    }

    private int depth() {
        return first.grid(grid).depth();
    }

    private int width() {
        return grid.width() + first.kernel().width() - 1;
    }

    private int height() {
        return grid.height() + first.kernel().height() - 1;
    }

    private int stacked() {
        return first.kernel().depth() * channels();
    }

    Shape shape() {
        return Shape.of((long) depth() * batch, height(), width(), stacked());
    }

    /** Of all volumes at one depth. */
    int[] sliceShape() {
        return new int[] {batch, height(), width(), stacked()};
    }

    /**
     * The tensor of some volumes, the rest of the batch zeros; the caller closes it.
     *
     * @param voxels (volume, depth, height, width, channel)
     * @param from first volume of it
     * @param count how many, at most a batch
     */
    public TFloat32 tensor(float[] voxels, int from, int count) {
        TFloat32 tensor = TFloat32.tensorOf(shape());
        FloatDataBuffer target = tensor.asRawTensor().data().asFloats();
        // TensorFlow waits for this, so all cores do it. A core has one array: new memory costs more than filling it.
        int workers = Math.min(depth() * batch, Runtime.getRuntime().availableProcessors());
        IntStream.range(0, workers).parallel().forEach(worker -> {
            float[] plane = new float[height() * width() * stacked()];
            for (int i = worker; i < depth() * batch; i += workers) {
                Arrays.fill(plane, 0);
                if (i % batch < count) {
                    fill(plane, voxels, from + i % batch, i / batch);
                }
                target.offset((long) i * plane.length).write(plane);
            }
        });
        return tensor;
    }

    /** What the first convolution sees of a volume at one depth of its output. */
    private void fill(float[] plane, float[] voxels, int volume, int depth) {
        for (int tap = 0; tap < first.kernel().depth(); tap++) {
            int slice = depth * first.stride().depth() + tap - first.kernel().depth() / 2;
            if (slice >= 0 && slice < grid.depth()) {
                copy(voxels, volume * grid.depth() + slice, plane, tap);
            }
        }
    }

    private void copy(float[] voxels, int slice, float[] plane, int tap) {
        int channels = channels();
        int stacked = stacked();
        int top = first.kernel().height() / 2;
        int left = first.kernel().width() / 2;
        for (int h = 0; h < grid.height(); h++) {
            int source = (slice * grid.height() + h) * grid.width() * channels;
            int target = ((h + top) * width() + left) * stacked + tap * channels;
            for (int c = 0; c < channels; c++) {
                // Its length does not change and is long, so it is compiled well; over channels it would be one.
                for (int w = 0; w < grid.width(); w++) {
                    plane[target + c + w * stacked] = voxels[source + c + w * channels];
                }
            }
        }
    }
}
