package org.gantry.ingest.nifti;

import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.read.Anatomy;

/**
 * Where NIfTI's voxel (i, j, k) lies in patient space, mm: sform, else qform, else pixdim (nifti1.h, "3D IMAGE
 * ORIENTATION AND LOCATION IN SPACE", methods 3, 2 and 1).
 *
 * @param geometry slice is k, row is j, column is i
 * @param oddity what was missing or unusable in the header; empty where nothing was
 */
record Placement(VolumeGeometry geometry, String oddity) {
    private static final double KILOMETRE = 1e6;

    /** Of a header. */
    static Placement of(NiftiFields header) {
        double mm = millimetres((int) header.number(NiftiField.XYZT_UNITS));
        String lost = "";
        if (header.number(NiftiField.SFORM_CODE) > 0) {
            try {
                return new Placement(Anatomy.usable(sform(header, mm)), lost);
            } catch (IllegalArgumentException unusable) {
                // an sform of zeros is common; the next method may still hold
                lost = "the sform is unusable: ";
            }
        }
        if (header.number(NiftiField.QFORM_CODE) > 0) {
            try {
                return new Placement(Anatomy.usable(qform(header, mm)), lost.isEmpty() ? lost : lost + "qform taken");
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

    private static VolumeGeometry sform(NiftiFields h, double mm) {
        Vector3[] columns = new Vector3[4];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = h.vector(NiftiField.SROW, c, 4).times(mm);
        }
        return new VolumeGeometry(columns[3], columns[2], columns[1], columns[0]);
    }

    private static VolumeGeometry qform(NiftiFields h, double mm) {
        Vector3 q = h.vector(NiftiField.QUATERN, 0, 1);
        double rest = 1 - q.dot(q);
        double a = Math.sqrt(Math.max(0, rest));
        Vector3 unit = rest < 0 ? q.times(1 / q.length()) : q;
        double b = unit.x();
        double c = unit.y();
        double d = unit.z();
        Vector3 i = new Vector3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c));
        Vector3 j = new Vector3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b));
        Vector3 k = new Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c);
        double qfac = h.number(NiftiField.PIXDIM) < 0 ? -1 : 1;
        return new VolumeGeometry(
                h.vector(NiftiField.QOFFSET, 0, 1).times(mm),
                k.times(qfac * spacing(h, 3, mm)),
                j.times(spacing(h, 2, mm)),
                i.times(spacing(h, 1, mm)));
    }

    private static VolumeGeometry pixdim(NiftiFields h, double mm) {
        return new VolumeGeometry(
                new Vector3(0, 0, 0),
                new Vector3(0, 0, spacing(h, 3, mm)),
                new Vector3(0, spacing(h, 2, mm), 0),
                new Vector3(spacing(h, 1, mm), 0, 0));
    }

    /** Step along an axis; a header that does not say it means 1 mm. */
    private static double spacing(NiftiFields h, int axis, double mm) {
        double step = Math.abs(h.number(NiftiField.PIXDIM, axis));
        return step * mm > 0 && step * mm < KILOMETRE ? step * mm : 1;
    }
}
