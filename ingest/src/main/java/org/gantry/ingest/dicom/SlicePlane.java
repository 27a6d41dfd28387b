package org.gantry.ingest.dicom;

import java.util.Arrays;
import java.util.Optional;
import org.gantry.domain.scan.Vector3;

/**
 * Where a slice lies (PS3.3 C.7.6.2.1.1), in RAS; DICOM's x runs to the left and its y to the back.
 *
 * @param origin centre of the first pixel, mm
 * @param row step to the next row, mm
 * @param column step to the next column, mm
 */
record SlicePlane(Vector3 origin, Vector3 row, Vector3 column) {
    /** No scanner is as large, mm. */
    private static final double FAR = 1e5;
    /** How far a unit vector's length, and the cosine of a right angle, may be off. */
    private static final double SLACK = 0.02;
    /** How far two slices of a scan may differ, per voxel of a slice's side, mm: half a voxel over 500. */
    private static final double SAME = 1e-3;

    /** The plane of a frame; empty where position, orientation or spacing is not said. */
    static Optional<SlicePlane> of(FrameAttributes frame) {
        Attributes position = frame.in(Attribute.PLANE_POSITION);
        Attributes orientation = frame.in(Attribute.PLANE_ORIENTATION);
        Attributes measures = frame.in(Attribute.PIXEL_MEASURES);
        Optional<double[]> at = position.decimals(Attribute.POSITION, 3);
        Optional<double[]> along = orientation.decimals(Attribute.ORIENTATION, 6);
        Optional<double[]> spacing = measures.decimals(Attribute.PIXEL_SPACING, 2);
        if (at.isEmpty() || along.isEmpty() || spacing.isEmpty()) {
            return Optional.empty();
        }
        if (Arrays.stream(at.get()).anyMatch(mm -> Math.abs(mm) > FAR)) {
            throw position.refuse(Attribute.POSITION, "is " + Arrays.toString(at.get()) + " mm");
        }
        if (Arrays.stream(spacing.get()).anyMatch(mm -> !(mm > 1 / FAR && mm < FAR))) {
            throw measures.refuse(Attribute.PIXEL_SPACING, "is " + Arrays.toString(spacing.get()) + " mm");
        }
        Vector3 alongRow = ras(along.get(), 0);
        Vector3 alongColumn = ras(along.get(), 3);
        if (!unit(alongRow) || !unit(alongColumn) || Math.abs(alongRow.dot(alongColumn)) > SLACK) {
            throw orientation.refuse(
                    Attribute.ORIENTATION, "is " + Arrays.toString(along.get()) + ", no two perpendicular directions");
        }
        // the first of the two spacings is between rows (PS3.3 10.7.1.3)
        return Optional.of(new SlicePlane(
                ras(at.get(), 0), alongColumn.times(spacing.get()[0]), alongRow.times(spacing.get()[1])));
    }

    private static Vector3 ras(double[] lps, int from) {
        return new Vector3(-lps[from], -lps[from + 1], lps[from + 2]);
    }

    private static boolean unit(Vector3 direction) {
        return Math.abs(direction.length() - 1) < SLACK;
    }

    /** The direction that is perpendicular to it, 1 mm long. */
    Vector3 normal() {
        Vector3 normal = column.cross(row);
        return normal.times(1 / normal.length());
    }

    /** True where another's pixels lie in the same directions and as far apart. */
    boolean parallel(SlicePlane other) {
        return row.plus(other.row.times(-1)).length() < SAME
                && column.plus(other.column.times(-1)).length() < SAME;
    }
}
