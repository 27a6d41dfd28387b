package org.gantry.domain.answer;

import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Grid;

/**
 * Brings a CAM's cells to the size of the volume, or to other cells, trilinearly: cell i of an axis is sampled where it
 * is centred, at voxel stride * i + shift; before the first cell and beyond the last one their values stay. (Half-pixel
 * resampling would shift the map by up to half a stride.)
 */
final class CamUpsampling {
    private CamUpsampling() {}

    /**
     * The map at the volume's size.
     *
     * @param cells (depth, height, width) of the grid's cells, row-major
     * @param grid how the cells lie in the volume
     * @param size the volume's
     */
    static float[] of(float[] cells, CamGrid grid, Grid size) {
        return of(cells, grid, CamGrid.of(size));
    }

    /**
     * The map at other cells; at its own it is what it was.
     *
     * @param cells (depth, height, width) of the grid's cells, row-major
     * @param grid how the cells lie in the volume
     * @param wanted how the others lie in it
     */
    static float[] of(float[] cells, CamGrid grid, CamGrid wanted) {
        Grid n = grid.cells();
        Grid size = wanted.cells();
        Axis d = new Axis(size.depth(), n.depth(), grid, wanted, 0);
        Axis h = new Axis(size.height(), n.height(), grid, wanted, 1);
        Axis w = new Axis(size.width(), n.width(), grid, wanted, 2);
        float[] map = new float[size.positions()];
        int i = 0;
        for (int z = 0; z < size.depth(); z++) {
            for (int y = 0; y < size.height(); y++) {
                int ll = (d.low[z] * n.height() + h.low[y]) * n.width();
                int lh = (d.low[z] * n.height() + h.high[y]) * n.width();
                int hl = (d.high[z] * n.height() + h.low[y]) * n.width();
                int hh = (d.high[z] * n.height() + h.high[y]) * n.width();
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

    /** For each place wanted of an axis its two neighbouring cells, and the share of the second. */
    private static final class Axis {
        private final int[] low;
        private final int[] high;
        private final float[] share;

        Axis(int places, int cells, CamGrid grid, CamGrid wanted, int axis) {
            low = new int[places];
            high = new int[places];
            share = new float[places];
            for (int i = 0; i < places; i++) {
                double voxel = wanted.stride()[axis] * i + wanted.shift()[axis];
                double cell = Math.min(Math.max(0, (voxel - grid.shift()[axis]) / grid.stride()[axis]), cells - 1);
                low[i] = (int) cell;
                high[i] = Math.min(low[i] + 1, cells - 1);
                share[i] = (float) (cell - low[i]);
            }
        }
    }
}
