package org.gantry.network;

import org.gantry.domain.network.Grid;

/**
 * Volumes of one grid, and the class of each.
 *
 * @param grid positions of every volume
 * @param channels numbers at each position
 * @param voxels (batch, depth, height, width, channel), row-major
 * @param labels class index of each volume; what stands here does not matter to an inference
 */
public record Batch(Grid grid, int channels, float[] voxels, int[] labels) {
    public Batch {
        if (channels < 1 || labels.length == 0) {
            throw new IllegalArgumentException(
                    "a batch needs volumes and channels, not " + labels.length + " and " + channels);
        }
        long expected = (long) labels.length * grid.positions() * channels;
        if (voxels.length != expected) {
            throw new IllegalArgumentException("a batch of " + labels.length + " volumes " + grid + "x" + channels
                    + " has " + expected + " voxels, not " + voxels.length);
        }
    }

    /** How many volumes there are. */
    public int size() {
        return labels.length;
    }
}
