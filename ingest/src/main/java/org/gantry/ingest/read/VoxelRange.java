package org.gantry.ingest.read;

import java.util.List;
import org.gantry.domain.scan.Intensity;

/** Smallest and largest voxel so far, and the voxels that are no number. */
public final class VoxelRange {
    /** Lungs hold air at about −800 HU and every table more; a CT without any is hardly in HU. */
    private static final double AIR = -200;

    private final int[] dims;
    private float low = Float.POSITIVE_INFINITY;
    private float high = Float.NEGATIVE_INFINITY;
    private long notFinite;
    private String first = "";

    /** Of voxels (i, j, k) of a size. */
    public VoxelRange(int[] dims) {
        this.dims = dims.clone();
    }

    /** Takes the plane of constant k, (j, i) row-major. */
    public void add(int k, float[] plane) {
        for (int n = 0; n < plane.length; n++) {
            float voxel = plane[n];
            if (Math.abs(voxel) <= Float.MAX_VALUE) {
                low = voxel < low ? voxel : low;
                high = voxel > high ? voxel : high;
            } else if (notFinite++ == 0) {
                first = voxel + " at (" + n % dims[0] + ", " + n / dims[0] + ", " + k + ")";
            }
        }
    }

    /** Refuses a file with voxels that are no number. */
    public void requireFinite(ScanFile file) {
        if (notFinite > 0) {
            throw file.unreadable(
                    "voxels",
                    "hold " + notFinite + " that are no finite number, first " + first,
                    "replace them, with -1000 HU where nothing was scanned");
        }
    }

    /** What is odd about voxels of a meaning, for people. */
    public List<String> oddities(Intensity intensity) {
        if (low == high) {
            return List.of("every voxel is " + low);
        }
        if (intensity.hu() && !holdsAir()) {
            return List.of("no voxel is below " + Math.round(low)
                    + " HU although air is -1000: check that the numbers are HU, or have them read as a range");
        }
        return List.of();
    }

    /** True where a voxel is as dark as air in HU. */
    public boolean holdsAir() {
        return low <= AIR;
    }

    /** The smallest voxel. */
    public double low() {
        return low;
    }

    /** The largest voxel. */
    public double high() {
        return high;
    }
}
