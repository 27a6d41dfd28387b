package org.gantry.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.dicom.DicomFixture;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/**
 * Bodies as programs send them.
 *
 * @param root where scans are made
 */
record Bodies(Path root) {
    byte[] nifti(int seed) throws IOException {
        Grid grid = new Grid(3, 5, 5);
        float[] voxels = new float[grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1000 + (31 * i + seed) % 400;
        }
        Path file = root.resolve("made.nii.gz");
        new NiftiWriter(NiftiType.INT16).write(file, new Volume(grid, voxels), VolumeGeometry.UNKNOWN);
        return Files.readAllBytes(file);
    }

    byte[] dicom(int slice) throws IOException {
        Path file = root.resolve("made.dcm");
        DicomFixture.slice(2 * slice, slice).write(file);
        return Files.readAllBytes(file);
    }

    static byte[] form(Map<String, byte[]> files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            body.writeBytes(bytes("--x7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            body.writeBytes(content);
            body.writeBytes(bytes("\r\n"));
        });
        body.writeBytes(bytes("--x7\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nleft out\r\n--x7--\r\n"));
        return body.toByteArray();
    }

    static byte[] related(List<byte[]> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(bytes("--x7\r\nContent-Type: application/dicom\r\n\r\n"));
            body.writeBytes(part);
            body.writeBytes(bytes("\r\n"));
        }
        body.writeBytes(bytes("--x7--\r\n"));
        return body.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
