package org.gantry.network.graph;

import java.util.stream.IntStream;
import org.gantry.domain.network.Grid;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Features inside a graph, depth-major: a depth slice of the whole batch is contiguous, and a 2-D operation needs no
 * reshape.
 *
 * @param value (depth * batch, height, width, channel)
 * @param batch volumes
 * @param grid positions of each volume
 * @param channels features at each position
 */
public record FeatureMap(Operand<TFloat32> value, int batch, Grid grid, int channels) {
    /** Other features at the same positions. */
    FeatureMap with(Operand<TFloat32> other) {
        return new FeatureMap(other, batch, grid, channels);
    }

    /** Other features, of another width, at the same positions. */
    FeatureMap with(Operand<TFloat32> other, int width) {
        return new FeatureMap(other, batch, grid, width);
    }

    /** The same at another depth. */
    FeatureMap deep(int depth) {
        return on(new Grid(depth, grid.height(), grid.width()));
    }

    /** The same on another grid. */
    FeatureMap on(Grid other) {
        return new FeatureMap(value, batch, other, channels);
    }

    /** Positions of the whole batch. */
    int positions() {
        return batch * grid.positions();
    }

    /** Numbers in the depth slice of the whole batch. */
    int planeSize() {
        return batch * grid.height() * grid.width() * channels;
    }

    /** (depth, batch, height * width, channel): the same numbers, the volumes apart. */
    int[] shapeByVolume() {
        return new int[] {grid.depth(), batch, grid.height() * grid.width(), channels};
    }

    /** As {@link #value} has it. */
    public long[] dimensions() {
        return IntStream.of(shape()).asLongStream().toArray();
    }

    /** (depth * batch, height, width, channel). */
    int[] shape() {
        return new int[] {grid.depth() * batch, grid.height(), grid.width(), channels};
    }
}
