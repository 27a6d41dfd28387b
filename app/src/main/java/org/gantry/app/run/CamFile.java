package org.gantry.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.app.Folders;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.scan.Volume;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/**
 * A CAM on disk: NIfTI at the size of the network's volume, in patient space, so that it opens in place over the scan;
 * the map on the scan's own grid is {@link org.gantry.app.explain.CamFormat#NIFTI}.
 */
public final class CamFile {
    private CamFile() {}

    /** Writes {@code SCAN.volume.cam.nii.gz} into a folder, which is made if it is missing. */
    public static void write(Cam cam, Path folder) throws IOException {
        Cam.Map3d map = cam.map();
        new NiftiWriter(NiftiType.FLOAT32)
                .write(
                        Files.createDirectories(folder).resolve(Folders.fileName(cam.scanId()) + ".volume.cam.nii.gz"),
                        new Volume(map.grid(), map.values()),
                        map.geometry());
    }
}
