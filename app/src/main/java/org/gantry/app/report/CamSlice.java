package org.gantry.app.report;

import org.gantry.domain.answer.Cam;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * One slice of a CAM, seen on the pixels of the scan's slice that it explains: both lie in patient space.
 *
 * @param scan the scan
 * @param cam its CAM
 * @param depth 0-based slice of the CAM's map
 */
record CamSlice(Scan scan, Cam cam, int depth) {
    /** Which slice of the scan it is. */
    int index() {
        return cam.slices()[depth];
    }

    /** The CAM at a pixel of the scan, between the map's positions linearly; NaN where the map does not reach. */
    double at(int row, int column) {
        VolumeGeometry to = cam.map().geometry();
        Vector3 place = scan.header().geometry().at(index(), row, column);
        Vector3 q = place.plus(to.origin().times(-1));
        Grid grid = cam.map().grid();
        double h = along(q, to.row());
        double w = along(q, to.column());
        if (h < -0.5 || h > grid.height() - 0.5 || w < -0.5 || w > grid.width() - 0.5) {
            return Double.NaN;
        }
        int top = floor(h, grid.height());
        int left = floor(w, grid.width());
        double down = clamp(h - top);
        double right = clamp(w - left);
        double above = (1 - right) * value(top, left) + right * value(top, left + 1);
        double below = (1 - right) * value(top + 1, left) + right * value(top + 1, left + 1);
        return (1 - down) * above + down * below;
    }

    private double value(int h, int w) {
        Grid grid = cam.map().grid();
        int row = Math.min(h, grid.height() - 1);
        int column = Math.min(w, grid.width() - 1);
        return cam.map().values()[(depth * grid.height() + row) * grid.width() + column];
    }

    private static double along(Vector3 q, Vector3 step) {
        return (q.x() * step.x() + q.y() * step.y() + q.z() * step.z()) / (step.length() * step.length());
    }

    private static int floor(double position, int size) {
        return Math.max(0, Math.min(size - 1, (int) Math.floor(position)));
    }

    private static double clamp(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
