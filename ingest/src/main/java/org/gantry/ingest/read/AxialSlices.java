package org.gantry.ingest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gantry.domain.scan.PackedSlices;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * Takes a file's planes of constant k, whichever way they lie, and lays their voxels out as axial slices: slices feet
 * to head, rows front to back, columns from the patient's right to the left, as CT is looked at.
 */
final class AxialSlices {
    private static final int[][] ORDERS = {{2, 1, 0}, {2, 0, 1}, {1, 2, 0}, {1, 0, 2}, {0, 2, 1}, {0, 1, 2}};
    private static final double OBLIQUE_DEGREES = 15;

    private final int[] dims;
    /** Source axis (0 = i, 1 = j, 2 = k) of slice, row, column. */
    private final int[] axis;
    /** Whether slice, row, column run against their source axis. */
    private final boolean[] flipped = new boolean[3];

    private final VolumeGeometry geometry;
    private final double tilt;
    private final PackedSlices.Room room;
    /** Whole slices where the planes cut across them; else one, to turn planes in. */
    private final float[][] cut;

    /** Empty slices for voxels (i, j, k) of a size, placed with k as slice, j as row, i as column. */
    public AxialSlices(int[] dims, VolumeGeometry placed) {
        this.dims = dims.clone();
        Vector3[] steps = {placed.column(), placed.row(), placed.slice()};
        axis = nearest(steps);
        flipped[0] = steps[axis[0]].z() < 0;
        flipped[1] = steps[axis[1]].y() > 0;
        flipped[2] = steps[axis[2]].x() > 0;
        geometry = reoriented(steps, placed);
        tilt = Math.toDegrees(
                Math.acos(Math.min(1, geometry.slice().z() / geometry.slice().length())));
        room = new PackedSlices.Room(depth());
        cut = new float[axis[0] == 2 ? 1 : depth()][rows() * columns()];
    }

    /** Which source axes lie nearest to head, front and right. */
    private static int[] nearest(Vector3[] steps) {
        int[] best = ORDERS[0];
        double most = -1;
        for (int[] order : ORDERS) {
            double fit = Math.abs(steps[order[0]].z()) / steps[order[0]].length()
                    + Math.abs(steps[order[1]].y()) / steps[order[1]].length()
                    + Math.abs(steps[order[2]].x()) / steps[order[2]].length();
            if (fit > most + 1e-9) {
                most = fit;
                best = order;
            }
        }
        return best;
    }

    private VolumeGeometry reoriented(Vector3[] steps, VolumeGeometry placed) {
        Vector3 origin = placed.origin();
        Vector3[] out = new Vector3[3];
        for (int o = 0; o < 3; o++) {
            Vector3 step = steps[axis[o]];
            out[o] = flipped[o] ? step.times(-1) : step;
            origin = flipped[o] ? origin.plus(step.times(dims[axis[o]] - 1)) : origin;
        }
        return new VolumeGeometry(origin, out[0], out[1], out[2]);
    }

    /** Takes the plane of constant k, (j, i) row-major. */
    public void plane(int k, float[] values) {
        if (axis[0] != 2) {
            lay(k, values);
        } else if (axis[1] == 1 && !flipped[1] && !flipped[2]) {
            room.set(slice(k), values);
        } else {
            lay(k, values);
            room.set(slice(k), cut[0]);
        }
    }

    private int slice(int k) {
        return flipped[0] ? depth() - 1 - k : k;
    }

    private void lay(int k, float[] values) {
        int[] first = new int[3];
        int[][] step = new int[3][3];
        for (int o = 0; o < 3; o++) {
            first[o] = flipped[o] ? dims[axis[o]] - 1 : 0;
            step[axis[o]][o] = flipped[o] ? -1 : 1;
        }
        int columns = columns();
        int at = 0;
        for (int j = 0; j < dims[1]; j++) {
            int d = first[0] + k * step[2][0] + j * step[1][0];
            int h = first[1] + k * step[2][1] + j * step[1][1];
            int w = first[2] + k * step[2][2] + j * step[1][2];
            for (int i = 0; i < dims[0]; i++) {
                cut[cut.length == 1 ? 0 : d][h * columns + w] = values[at++];
                d += step[0][0];
                h += step[0][1];
                w += step[0][2];
            }
        }
    }

    /** How many slices there are. */
    public int depth() {
        return dims[axis[0]];
    }

    /** Rows of a slice. */
    public int rows() {
        return dims[axis[1]];
    }

    /** Columns of a slice. */
    public int columns() {
        return dims[axis[2]];
    }

    /** Where the slices' voxels lie. */
    public VolumeGeometry geometry() {
        return geometry;
    }

    /** The slices, feet to head. */
    public PackedSlices slices() {
        return axis[0] == 2 ? room.filled() : PackedSlices.of(Arrays.asList(cut));
    }

    /** What is odd about how they lie, for people. */
    public List<String> oddities() {
        List<String> oddities = new ArrayList<>();
        if (tilt > OBLIQUE_DEGREES) {
            oddities.add("slices lean by " + Math.round(tilt) + " degrees from axial");
        }
        if (depth() == 1) {
            oddities.add("one slice only");
        }
        return oddities;
    }
}
