package org.gantry.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/** A user's folder of scans and list of labels, with whatever may be wrong in them. */
record BadFiles(Path root) {
    private static final int MAGIC = 344;
    private static final Grid SMALL = new Grid(4, 6, 6);

    Path scans() {
        return root.resolve("scans");
    }

    Path labels() {
        return root.resolve("labels.csv");
    }

    private static float[] voxels(Grid grid, String id) {
        float[] voxels = new float[grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1000 + Math.floorMod(37 * i + id.hashCode(), 900);
        }
        return voxels;
    }

    private Path write(String name, Grid grid, float[] voxels) throws IOException {
        Path file = Files.createDirectories(scans()).resolve(name);
        new NiftiWriter(NiftiType.FLOAT32).write(file, new Volume(grid, voxels), VolumeGeometry.UNKNOWN);
        return file;
    }

    /** So many right scans; labels alternate between those given. */
    void good(int count, String... labels) throws IOException {
        List<String> lines = new ArrayList<>(List.of("scan,label"));
        for (int i = 0; i < count; i++) {
            Path file = write("good" + i + ".nii.gz", SMALL, voxels(SMALL, "good" + i));
            lines.add(file.getFileName() + "," + labels[i % labels.length]);
        }
        Files.write(labels(), lines);
    }

    /** One file of each kind of trouble, labelled, and labels and files that have no partner. */
    void oneOfEachKind() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(labels()));
        Path truncated = write("truncated.nii.gz", SMALL, voxels(SMALL, "truncated"));
        byte[] whole = Files.readAllBytes(truncated);
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
        Path magic = write("magic.nii", SMALL, voxels(SMALL, "magic"));
        byte[] bytes = Files.readAllBytes(magic);
        System.arraycopy("xyz".getBytes(StandardCharsets.US_ASCII), 0, bytes, MAGIC, 3);
        Files.write(magic, bytes);
        float[] numbers = voxels(SMALL, "nan");
        numbers[7] = Float.NaN;
        Path nan = write("nan.nii.gz", SMALL, numbers);
        Grid one = new Grid(1, 6, 6);
        Path flat = write("flat.nii.gz", one, voxels(one, "flat"));
        for (Path file : List.of(truncated, magic, nan, flat)) {
            lines.add(file.getFileName() + ",NCP");
        }
        lines.add(write("twice.nii", SMALL, voxels(SMALL, "twice")).getFileName() + ",NCP");
        Path twin = write("twice.nii.gz", SMALL, voxels(SMALL, "twin"));
        Path unlabelled = write("unlabelled.nii.gz", SMALL, voxels(SMALL, "unlabelled"));
        if (Files.exists(twin) && Files.exists(unlabelled)) {
            lines.add("absent,Normal");
        }
        Files.write(labels(), lines);
    }
}
