package org.gantry.network.graph;

import java.util.Arrays;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Stride;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * How volumes enter a graph: depth-major, with a border of zeros, and at each position the voxels of the three slices
 * that the stem's kernel sees: (output depth * batch, height + 2, width + 2, 3 * channel).
 *
 * @param batch volumes a tensor
 * @param grid positions of a volume
 * @param channels numbers at a position
 * @param stride the stem's
 */
public record StemInput(int batch, Grid grid, int channels, Stride stride) {
    private int depth() {
        return stride.apply(grid).depth();
    }

    private int width() {
        return grid.width() + 2;
    }

    private int height() {
        return grid.height() + 2;
    }

    private int stacked() {
        return Stem.KERNEL * channels;
    }

    Shape shape() {
        return Shape.of((long) depth() * batch, height(), width(), stacked());
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
        float[] plane = new float[height() * width() * stacked()];
        for (int d = 0; d < depth(); d++) {
            for (int n = 0; n < batch; n++) {
                Arrays.fill(plane, 0);
                for (int tap = 0; tap < Stem.KERNEL && n < count; tap++) {
                    int slice = d * stride.depth() + tap - 1;
                    if (slice >= 0 && slice < grid.depth()) {
                        copy(voxels, ((from + n) * grid.depth() + slice), plane, tap);
                    }
                }
                target.offset((long) (d * batch + n) * plane.length).write(plane);
            }
        }
        return tensor;
    }

    private void copy(float[] voxels, int slice, float[] plane, int tap) {
        int source = slice * grid.height() * grid.width() * channels;
        for (int h = 0; h < grid.height(); h++) {
            int target = ((h + 1) * width() + 1) * stacked() + tap * channels;
            for (int w = 0; w < grid.width(); w++) {
                for (int c = 0; c < channels; c++) {
                    plane[target + c] = voxels[source++];
                }
                target += stacked();
            }
        }
    }
}
