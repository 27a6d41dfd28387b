package org.gantry.sampler;

import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * A volume, and where it came from.
 *
 * @param volume z-scored; (depth, height, width)
 * @param slices which slice of the scan each of its slices is
 * @param geometry where its voxels lie; along depth the straight line nearest to the slices drawn
 */
record SampledVolume(Volume volume, int[] slices, VolumeGeometry geometry) {
    SampledVolume {
        if (slices.length != volume.grid().depth()) {
            throw new IllegalArgumentException(
                    "a volume of " + volume.grid() + " is not drawn from " + slices.length + " slices");
        }
    }
}
