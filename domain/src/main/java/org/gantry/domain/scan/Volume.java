package org.gantry.domain.scan;

import org.gantry.domain.network.Grid;

/**
 * The fixed-shape tensor that was drawn from a scan; one channel.
 *
 * @param grid its size
 * @param voxels (depth, height, width) row-major
 */
public record Volume(Grid grid, float[] voxels) {
    public Volume {
        if (voxels.length != grid.positions()) {
            throw new IllegalArgumentException(
                    "a volume of " + grid + " needs " + grid.positions() + " voxels, not " + voxels.length);
        }
    }
}
