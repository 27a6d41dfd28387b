package org.gantry.bench.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gantry.app.phantom.Phantoms;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/** Scans that are no chest CT, or not one as it should be; each a function of its index. */
enum MadeScans {
    /** Numbers without any structure, over the range of CT. */
    NOISE {
        @Override
        float voxel(int index, List<float[]> chest, int d, int h, int w) {
            return (float) (-1024 + 2000 * RandomFunction.of(21).at(index).uniform((d * SIDE + h) * SIDE + w));
        }
    },

    /** A head: skull, brain, ventricles, air around it. */
    HEAD {
        @Override
        float voxel(int index, List<float[]> chest, int d, int h, int w) {
            return noisy(index, d, h, w, head(index, d, h, w, new float[] {-1000, 30, 900, 35, 5}), 20);
        }
    },

    /** A head in grey values of 8 bits, as of a T1-weighted MR: the skull is dark, fat and white matter are bright. */
    MR_HEAD {
        @Override
        float voxel(int index, List<float[]> chest, int d, int h, int w) {
            float value = noisy(index, d, h, w, head(index, d, h, w, new float[] {3, 200, 20, 140, 40}), 6);
            return Math.max(0, Math.min(255, value));
        }
    },

    /** A phantom's chest lying on its side: rows and columns change places. */
    CHEST_ON_ITS_SIDE {
        @Override
        float voxel(int index, List<float[]> chest, int d, int h, int w) {
            return chest.get(d)[w * SIDE + h];
        }
    },

    /** The lowest quarter of a phantom, in which there is little lung. */
    BELOW_THE_CHEST {
        @Override
        float voxel(int index, List<float[]> chest, int d, int h, int w) {
            return chest.get(d / 4)[h * SIDE + w];
        }
    },

    /** A phantom's chest with dark and bright exchanged. */
    NEGATIVE_CHEST {
        @Override
        float voxel(int index, List<float[]> chest, int d, int h, int w) {
            return -800 - chest.get(d)[h * SIDE + w];
        }
    };

    static final int SIDE = 80;
    static final int SLICES = 24;
    private static final int FIRST_PHANTOM = 100_000; // far from those that are learnt from

    /**
     * HU, or a grey value of 8 bits.
     *
     * @param chest slices of a phantom
     */
    abstract float voxel(int index, List<float[]> chest, int d, int h, int w);

    /** Of outside, scalp, skull, brain and ventricles, what is there. */
    private static float head(int index, int d, int h, int w, float[] tissues) {
        double size = 0.8 + 0.2 * RandomFunction.of(22).at(index).uniform(0);
        double z = (d - 4) / (22 * size);
        double y = (h - 39.5) / (34 * size);
        double x = (w - 39.5) / (28 * size);
        double r = Math.sqrt(x * x + y * y + z * z);
        boolean ventricle = Math.hypot((Math.abs(x) - 0.15) / 0.1, y / 0.3) < 1 && Math.abs(z) < 0.4;
        return r > 1 ? tissues[0] : r > 0.93 ? tissues[1] : r > 0.85 ? tissues[2] : ventricle ? tissues[4] : tissues[3];
    }

    private static float noisy(int index, int d, int h, int w, float value, double deviation) {
        double noise = RandomFunction.of(23).at(index).gaussian((d * SIDE + h) * SIDE + w);
        return (float) (value + deviation * noise);
    }

    /** Writes so many into a folder. */
    Path write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        VolumeGeometry geometry = new VolumeGeometry(
                new Vector3(0, 0, 0), new Vector3(0, 0, 8), new Vector3(0, -4, 0), new Vector3(-4, 0, 0));
        NiftiWriter writer = new NiftiWriter(this == MR_HEAD ? NiftiType.UINT8 : NiftiType.INT16);
        for (int index = 0; index < count; index++) {
            List<float[]> chest = Phantoms.of(1)
                    .phantom(FIRST_PHANTOM + index, index % 2 == 1)
                    .scan()
                    .slices();
            List<float[]> slices = new ArrayList<>();
            for (int d = 0; d < SLICES; d++) {
                slices.add(slice(index, chest, d));
            }
            writer.write(
                    folder.resolve(name().toLowerCase(Locale.ROOT) + "-" + index + ".nii.gz"),
                    new Grid(SLICES, SIDE, SIDE),
                    slices,
                    geometry);
        }
        return folder;
    }

    private float[] slice(int index, List<float[]> chest, int d) {
        float[] slice = new float[SIDE * SIDE];
        for (int h = 0; h < SIDE; h++) {
            for (int w = 0; w < SIDE; w++) {
                slice[h * SIDE + w] = voxel(index, chest, d, h, w);
            }
        }
        return slice;
    }
}
