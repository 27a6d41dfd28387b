package org.gantry.app.report;

import java.util.List;
import java.util.stream.IntStream;
import org.gantry.app.phantom.Phantom;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.VolumeGeometry;

/** A map that knows where a phantom's lesions are. */
public final class CroppedCam {
    private CroppedCam() {}

    /** A CAM of 16 x 32 x 32 over the middle 64 x 64 pixels of slices 0, 1.. 23, hot where lesions are. */
    public static Cam of(Phantom phantom) {
        int[] slices =
                IntStream.range(0, 16).map(i -> (int) ((i + 0.5) * 24 / 16)).toArray();
        float[] values = new float[16 * 32 * 32];
        for (int i = 0; i < values.length; i++) {
            int d = slices[i / 1024];
            int h = 8 + 2 * (i / 32 % 32);
            int w = 8 + 2 * (i % 32);
            values[i] = (float) (hot(phantom, d, h, w) - 1.2);
        }
        Grid grid = new Grid(16, 32, 32);
        VolumeGeometry geometry = phantom.geometry().regrid(new double[] {0.25, 8, 8}, new double[] {1.5, 2, 2});
        Cam.Cells cells =
                new Cam.Cells(CamMethod.CAM, new CamGrid(grid, new double[] {1, 1, 1}, new double[3]), new float[][] {
                    new float[values.length], values
                });
        return Cam.of("phantom-0001", "digest", List.of("Normal", "NCP"), 1, cells, grid, geometry, slices);
    }

    private static double hot(Phantom phantom, int d, int h, int w) {
        double sum = 0;
        for (int y = h - 7; y <= h + 7; y++) {
            for (int x = w - 7; x <= w + 7; x++) {
                sum += phantom.lesion()[(d * 80 + y) * 80 + x] ? 4.0 / 225 : 0;
            }
        }
        return sum;
    }
}
