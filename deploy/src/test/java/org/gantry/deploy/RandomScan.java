package org.gantry.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;

/** Scans of noise. */
public final class RandomScan {
    /** Slices of each. */
    public static final int SLICES = 24;

    /** Rows and columns of a slice. */
    static final int SIDE = 64;

    private static final int HU = 1000;

    private RandomScan() {}

    /** One to be classified. */
    public static Scan of(String id, Random random) {
        return of(id, "", random);
    }

    /** One of a data set. */
    static Scan of(String id, String dataset, Random random) {
        List<float[]> slices = new ArrayList<>();
        for (int s = 0; s < SLICES; s++) {
            float[] pixels = new float[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.nextInt(2 * HU) - HU;
            }
            slices.add(pixels);
        }
        return new Scan(
                new ScanHeader(id, id, dataset, Intensity.HU, VolumeGeometry.UNKNOWN, SIDE, SIDE), slices, List.of());
    }
}
