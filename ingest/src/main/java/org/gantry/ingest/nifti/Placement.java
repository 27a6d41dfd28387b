package org.gantry.ingest.nifti;

import java.nio.ByteBuffer;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * Where NIfTI's voxel (i, j, k) lies in patient space, mm: sform, else qform, else pixdim (NIfTI-1, "3D IMAGE
 * ORIENTATION AND LOCATION IN SPACE", methods 3, 2 and 1).
 *
 * @param geometry slice is k, row is j, column is i
 * @param oddity what was missing or unusable in the header; empty where nothing was
 */
record Placement(VolumeGeometry geometry, String oddity) {
    private static final int PIXDIM = 76;
    private static final int UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int QUATERN = 256;
    private static final int QOFFSET = 268;
    private static final int SROW = 280;

    /** Of a header of 348 bytes in the file's byte order. */
    static Placement of(ByteBuffer header) {
        double mm = millimetres(header.get(UNITS));
        String lost = "";
        if (header.getShort(SFORM_CODE) > 0) {
            try {
                return new Placement(sform(header, mm), lost);
            } catch (IllegalArgumentException unusable) {
                // an sform of zeros is common; the next method may still hold
                lost = "the sform is unusable: ";
            }
        }
        if (header.getShort(QFORM_CODE) > 0) {
            try {
                return new Placement(qform(header, mm), lost.isEmpty() ? lost : lost + "qform taken");
            } catch (IllegalArgumentException unusable) {
                lost += "the qform is unusable: ";
            }
        }
        return new Placement(
                pixdim(header, mm), lost + "orientation is not known: axes taken as right, front, head from pixdim");
    }

    private static double millimetres(int units) {
        return switch (units & 7) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
    }

    private static VolumeGeometry sform(ByteBuffer h, double mm) {
        Vector3[] columns = new Vector3[4];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = vector(h, SROW + 4 * c, 16).times(mm);
        }
        return new VolumeGeometry(columns[3], columns[2], columns[1], columns[0]);
    }

    private static Vector3 vector(ByteBuffer h, int at, int step) {
        return new Vector3(h.getFloat(at), h.getFloat(at + step), h.getFloat(at + 2 * step));
    }

    private static VolumeGeometry qform(ByteBuffer h, double mm) {
        Vector3 q = vector(h, QUATERN, 4);
        double rest = 1 - q.dot(q);
        double a = Math.sqrt(Math.max(0, rest));
        Vector3 unit = rest < 0 ? q.times(1 / q.length()) : q;
        double b = unit.x();
        double c = unit.y();
        double d = unit.z();
        Vector3 i = new Vector3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c));
        Vector3 j = new Vector3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b));
        Vector3 k = new Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c);
        double qfac = h.getFloat(PIXDIM) < 0 ? -1 : 1;
        return new VolumeGeometry(
                vector(h, QOFFSET, 4).times(mm),
                k.times(qfac * spacing(h, 3, mm)),
                j.times(spacing(h, 2, mm)),
                i.times(spacing(h, 1, mm)));
    }

    private static VolumeGeometry pixdim(ByteBuffer h, double mm) {
        return new VolumeGeometry(
                new Vector3(0, 0, 0),
                new Vector3(0, 0, spacing(h, 3, mm)),
                new Vector3(0, spacing(h, 2, mm), 0),
                new Vector3(spacing(h, 1, mm), 0, 0));
    }

    /** Step along an axis; a header that does not say it means 1 mm. */
    private static double spacing(ByteBuffer h, int axis, double mm) {
        double step = Math.abs(h.getFloat(PIXDIM + 4 * axis));
        return step > 0 && Double.isFinite(step) ? step * mm : 1;
    }
}
