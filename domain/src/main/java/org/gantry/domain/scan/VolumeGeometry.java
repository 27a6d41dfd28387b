package org.gantry.domain.scan;

/**
 * Where voxels lie in patient space: voxel (d, h, w) is centred at {@code origin + d·slice + h·row + w·column}.
 *
 * @param origin centre of voxel (0, 0, 0), mm
 * @param slice step to the next slice, mm
 * @param row step to the next row, mm
 * @param column step to the next column, mm
 */
public record VolumeGeometry(Vector3 origin, Vector3 slice, Vector3 row, Vector3 column) {
    private static final double FLAT = 1e-6;

    /**
     * Cubes of 1 mm from the origin, for sources that say nothing: slices feet to head, rows front to back, columns
     * from the patient's right to the left, as CT is looked at.
     */
    public static final VolumeGeometry UNKNOWN = new VolumeGeometry(
            new Vector3(0, 0, 0), new Vector3(0, 0, 1), new Vector3(0, -1, 0), new Vector3(-1, 0, 0));

    public VolumeGeometry {
        double box = slice.length() * row.length() * column.length();
        if (!(box > 0) || !Double.isFinite(box + origin.length())) {
            throw new IllegalArgumentException("a geometry needs steps of more than 0 mm along every axis");
        }
        if (Math.abs(slice.dot(row.cross(column))) < FLAT * box) {
            throw new IllegalArgumentException("a geometry's axes must not lie in one plane");
        }
    }

    /** Centre of a voxel, whole or between voxels, mm. */
    public Vector3 at(double d, double h, double w) {
        return origin.plus(slice.times(d)).plus(row.times(h)).plus(column.times(w));
    }

    /** The voxel, whole or between voxels, along slices, rows and columns, whose centre is at a place. */
    public double[] indexOf(Vector3 place) {
        Vector3 from = place.plus(origin.times(-1));
        Vector3 acrossSlices = row.cross(column);
        double box = slice.dot(acrossSlices);
        return new double[] {
            from.dot(acrossSlices) / box, from.dot(column.cross(slice)) / box, from.dot(slice.cross(row)) / box
        };
    }

    /** The geometry of a grid whose voxel (d, h, w) is this one's {@code first + (d, h, w) · steps}. */
    public VolumeGeometry regrid(double[] first, double[] steps) {
        return new VolumeGeometry(
                at(first[0], first[1], first[2]), slice.times(steps[0]), row.times(steps[1]), column.times(steps[2]));
    }
}
