package org.gantry.ingest.read;

/** Smallest and largest voxel so far, and the voxels that are no number. */
final class VoxelRange {
    private final int[] dims;
    private float low = Float.POSITIVE_INFINITY;
    private float high = Float.NEGATIVE_INFINITY;
    private long notFinite;
    private String first = "";

    /** Of voxels (i, j, k) of a size. */
    VoxelRange(int[] dims) {
        this.dims = dims.clone();
    }

    /** Takes the plane of constant k, (j, i) row-major. */
    void add(int k, float[] plane) {
        for (int n = 0; n < plane.length; n++) {
            if (Float.isFinite(plane[n])) {
                low = Math.min(low, plane[n]);
                high = Math.max(high, plane[n]);
            } else if (notFinite++ == 0) {
                first = plane[n] + " at (" + n % dims[0] + ", " + n / dims[0] + ", " + k + ")";
            }
        }
    }

    /** Refuses a file with voxels that are no number. */
    void requireFinite(ScanFile file) {
        if (notFinite > 0) {
            throw file.unreadable(
                    "voxels",
                    "hold " + notFinite + " that are no finite number, first " + first,
                    "replace them, with -1000 HU where nothing was scanned");
        }
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }
}
