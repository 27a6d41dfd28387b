package org.gantry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.dataset.Split;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/** A folder of small scans with its list of labels, as a user's may be: right, or wrong in some files. */
record ScanFiles(Path root) {
    Path folder() {
        return root.resolve("scans");
    }

    Path labels() {
        return root.resolve("labels.csv");
    }

    IngestRequest labelled() {
        return IngestRequest.labelled("set", folder(), labels(), Split.seeded(1));
    }

    /** A right scan, its voxels a function of its id. */
    Path scan(String id, Grid grid) throws IOException {
        Files.createDirectories(folder());
        Path file = folder().resolve(id + ".nii.gz");
        float[] voxels = new float[grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1000 + (31 * i + id.hashCode() % 100) % 400;
        }
        new NiftiWriter(NiftiType.INT16).write(file, new Volume(grid, voxels), VolumeGeometry.UNKNOWN);
        return file;
    }

    /** So many right scans, every second one positive, and their list; further lines follow. */
    void write(int count, String... lines) throws IOException {
        List<String> list = new ArrayList<>(List.of("scan,label"));
        for (int i = 0; i < count; i++) {
            String id = "good" + i;
            Path written = scan(id, new Grid(3, 5, 5));
            list.add(written.getFileName() + "," + (i % 2 == 0 ? "Normal" : "NCP"));
        }
        list.addAll(List.of(lines));
        Files.write(labels(), list);
    }
}
