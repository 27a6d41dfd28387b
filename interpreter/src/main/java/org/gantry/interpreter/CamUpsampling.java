package org.gantry.interpreter;

import org.gantry.domain.network.Grid;

/**
 * Brings a CAM's cells to the size of the volume, trilinearly. With padding k/2 the cell (i, j, k) is centred at voxel
 * stride·(i, j, k), so that is where it is sampled; beyond the last cell its value stays. (Half-pixel resampling would
 * shift the map by up to half a stride.)
 */
final class CamUpsampling {
    private CamUpsampling() {}

    /**
     * The map at the volume's size.
     *
     * @param cells (depth, height, width) of {@code grid}, row-major
     * @param grid how many cells there are
     * @param stride voxels between neighbouring cells, along depth, height and width
     * @param size the volume's
     */
    static float[] of(float[] cells, Grid grid, int[] stride, Grid size) {
        Axis d = new Axis(size.depth(), grid.depth(), stride[0]);
        Axis h = new Axis(size.height(), grid.height(), stride[1]);
        Axis w = new Axis(size.width(), grid.width(), stride[2]);
        float[] map = new float[size.positions()];
        int i = 0;
        for (int z = 0; z < size.depth(); z++) {
            for (int y = 0; y < size.height(); y++) {
                int ll = (d.low[z] * grid.height() + h.low[y]) * grid.width();
                int lh = (d.low[z] * grid.height() + h.high[y]) * grid.width();
                int hl = (d.high[z] * grid.height() + h.low[y]) * grid.width();
                int hh = (d.high[z] * grid.height() + h.high[y]) * grid.width();
                for (int x = 0; x < size.width(); x++) {
                    float near = mix(line(cells, ll, w, x), line(cells, lh, w, x), h.share[y]);
                    float far = mix(line(cells, hl, w, x), line(cells, hh, w, x), h.share[y]);
                    map[i++] = mix(near, far, d.share[z]);
                }
            }
        }
        return map;
    }

    private static float line(float[] cells, int row, Axis w, int x) {
        return mix(cells[row + w.low[x]], cells[row + w.high[x]], w.share[x]);
    }

    private static float mix(float a, float b, float share) {
        return a + (b - a) * share;
    }

    /** For each voxel of an axis its two neighbouring cells, and the share of the second. */
    private static final class Axis {
        private final int[] low;
        private final int[] high;
        private final float[] share;

        Axis(int voxels, int cells, int stride) {
            low = new int[voxels];
            high = new int[voxels];
            share = new float[voxels];
            for (int v = 0; v < voxels; v++) {
                low[v] = Math.min(v / stride, cells - 1);
                high[v] = Math.min(low[v] + 1, cells - 1);
                share[v] = (float) (v % stride) / stride;
            }
        }
    }
}
