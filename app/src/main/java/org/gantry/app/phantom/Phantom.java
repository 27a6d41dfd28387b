package org.gantry.app.phantom;

import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * A synthetic scan with its truth.
 *
 * @param scan HU
 * @param label {@link Phantoms#POSITIVE} or {@link Phantoms#NEGATIVE}
 * @param grid size of the scan and of the masks
 * @param lung (depth, height, width) row-major: which voxels are lung, lesions and vessels included
 * @param lesion (depth, height, width) row-major: which voxels are lesion; none in a negative
 */
public record Phantom(Scan scan, String label, Grid grid, boolean[] lung, boolean[] lesion) {
    public Phantom {
        if (lung.length != grid.positions() || lesion.length != grid.positions()) {
            throw new IllegalArgumentException("masks of a phantom have its grid, " + grid);
        }
    }

    /** Where the voxels of scan and masks lie. */
    public VolumeGeometry geometry() {
        return scan.header().geometry();
    }
}
