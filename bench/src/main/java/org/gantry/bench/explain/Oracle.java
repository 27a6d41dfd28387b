package org.gantry.bench.explain;

import java.util.function.IntUnaryOperator;
import org.gantry.bench.explain.GroundTruth.Lesion;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;

/** A map by one who knows the lesion and may say one number a cell: what no method can do better by much. */
final class Oracle {
    private Oracle() {}

    /**
     * How well it points: each cell says which share of the scan's voxels that are nearest to it is lesion.
     *
     * @param cam any map of the scan by such cells; which, does not matter
     */
    static Localisation of(Cam cam, VolumeToClassify volume, Lesion lesion) {
        Grid grid = cam.cells().grid().cells();
        int slices = lesion.grid().depth();
        int area = grid.height() * grid.width();
        float[] depth = onScan(cam, volume, slices, ramp(grid, cell -> cell / area));
        float[] row = onScan(cam, volume, slices, ramp(grid, cell -> cell / grid.width() % grid.height()));
        float[] column = onScan(cam, volume, slices, ramp(grid, cell -> cell % grid.width()));
        int[] voxels = new int[grid.positions()];
        int[] inside = new int[grid.positions()];
        for (int v = 0; v < depth.length; v++) {
            if (!Float.isNaN(depth[v])) {
                int cell = Math.round(depth[v]) * area + Math.round(row[v]) * grid.width() + Math.round(column[v]);
                voxels[cell]++;
                inside[cell] += lesion.voxels()[v] ? 1 : 0;
            }
        }
        float[] share = new float[voxels.length];
        for (int cell = 0; cell < share.length; cell++) {
            share[cell] = voxels[cell] == 0 ? 0 : (float) inside[cell] / voxels[cell];
        }
        return Localisation.of(onScan(cam, volume, slices, share), lesion.voxels());
    }

    private static float[] ramp(Grid grid, IntUnaryOperator index) {
        float[] values = new float[grid.positions()];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = index.applyAsInt(cell);
        }
        return values;
    }

    private static float[] onScan(Cam cam, VolumeToClassify volume, int slices, float[] cells) {
        return Explained.onScan(Explained.cam(cam, volume, cells), volume, slices);
    }
}
