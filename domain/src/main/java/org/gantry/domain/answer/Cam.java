package org.gantry.domain.answer;

import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * The class activation map of a classified scan (paper, Eq. 4): how much each place spoke for the class.
 *
 * @param scanId the scan
 * @param modelDigest the model
 * @param classIndex the class that it explains: the predicted one
 * @param label that class's name
 * @param cells M_c as the network gives it
 * @param map M_c at the volume's size, cells interpolated trilinearly between their true centres
 * @param slices which slice of the scan each slice of the map is
 */
public record Cam(
        String scanId, String modelDigest, int classIndex, String label, Map3d cells, Map3d map, int[] slices) {
    /**
     * Numbers on a grid that lies in patient space.
     *
     * @param grid its size
     * @param values (depth, height, width) row-major
     * @param geometry where they lie
     */
    public record Map3d(Grid grid, float[] values, VolumeGeometry geometry) {
        public Map3d {
            if (values.length != grid.positions()) {
                throw new IllegalArgumentException("a map of " + grid + " has not " + values.length + " values");
            }
        }
    }
}
