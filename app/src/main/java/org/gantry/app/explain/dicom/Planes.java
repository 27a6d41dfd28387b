package org.gantry.app.explain.dicom;

import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.dicom.write.DataSet;

/**
 * Where slices lie, as DICOM says it: x to the left and y to the back (PS3.3, C.7.6.2).
 *
 * @param geometry of the slices, in RAS
 */
record Planes(VolumeGeometry geometry) {
    DataSet position(int slice) {
        return new DataSet().decimals(0x0020_0032, lps(geometry.at(slice, 0, 0), 1));
    }

    DataSet orientation() {
        double[] along = lps(geometry.column(), geometry.column().length());
        double[] down = lps(geometry.row(), geometry.row().length());
        return new DataSet().decimals(0x0020_0037, along[0], along[1], along[2], down[0], down[1], down[2]);
    }

    DataSet measures() {
        return new DataSet()
                .decimals(0x0018_0050, geometry.slice().length())
                .decimals(0x0018_0088, geometry.slice().length())
                .decimals(
                        0x0028_0030, geometry.row().length(), geometry.column().length());
    }

    private static double[] lps(Vector3 ras, double length) {
        return new double[] {-ras.x() / length, -ras.y() / length, ras.z() / length};
    }
}
