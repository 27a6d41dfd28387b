package org.gantry.app.phantom;

import org.gantry.app.phantom.Anatomy.Tissue;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * A chest on a grid of voxels, centred, feet to head, front to back, from the patient's right to the left.
 *
 * @param grid how many voxels
 * @param geometry where they lie
 * @param hu (depth, height, width) row-major
 * @param lung which of them are lung, vessels included
 */
record Body(Grid grid, VolumeGeometry geometry, float[] hu, boolean[] lung) {
    private static final double GRAVITY = 0.25; // HU a mm: lungs are denser towards the back, as patients lie on it

    /** The voxels of a chest, without noise. */
    static Body of(Anatomy anatomy, Grid grid, Vector3 spacing) {
        VolumeGeometry geometry = centred(grid, spacing);
        float[] hu = new float[grid.positions()];
        boolean[] lung = new boolean[hu.length];
        for (int i = 0; i < hu.length; i++) {
            Vector3 p = place(grid, geometry, i);
            Tissue tissue = anatomy.at(p);
            lung[i] = tissue == Tissue.LUNG;
            hu[i] = (float) (tissue.hu() - (lung[i] ? GRAVITY * p.y() : 0));
        }
        return new Body(grid, geometry, hu, lung);
    }

    private static VolumeGeometry centred(Grid grid, Vector3 spacing) {
        Vector3 slice = new Vector3(0, 0, spacing.z());
        Vector3 row = new Vector3(0, -spacing.y(), 0);
        Vector3 column = new Vector3(-spacing.x(), 0, 0);
        Vector3 origin = slice.times((grid.depth() - 1) / -2.0)
                .plus(row.times((grid.height() - 1) / -2.0))
                .plus(column.times((grid.width() - 1) / -2.0));
        return new VolumeGeometry(origin, slice, row, column);
    }

    /** Centre of a voxel, mm. */
    Vector3 place(int voxel) {
        return place(grid, geometry, voxel);
    }

    private static Vector3 place(Grid grid, VolumeGeometry geometry, int voxel) {
        int w = voxel % grid.width();
        int h = voxel / grid.width() % grid.height();
        int d = voxel / grid.width() / grid.height();
        return geometry.at(d, h, w);
    }

    /** The voxel that holds a place, or −1 outside the grid. */
    int voxel(Vector3 p) {
        Vector3 q = p.plus(geometry.origin().times(-1));
        long d = Math.round(q.z() / geometry.slice().z());
        long h = Math.round(q.y() / geometry.row().y());
        long w = Math.round(q.x() / geometry.column().x());
        boolean inside = d >= 0 && d < grid.depth() && h >= 0 && h < grid.height() && w >= 0 && w < grid.width();
        return inside ? (int) ((d * grid.height() + h) * grid.width() + w) : -1;
    }
}
