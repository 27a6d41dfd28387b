package org.gantry.app.explain.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gantry.app.explain.Explanation;
import org.gantry.app.phantom.Phantom;
import org.gantry.app.phantom.Phantoms;
import org.gantry.app.report.CroppedCam;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.scan.ScanCompleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CAMs as DICOM objects; whether others read them, {@code CamExportIT} asks. */
class DicomObjectsTest {
    private final Phantom phantom = Phantoms.of(7).phantom(1, true);
    private final Cam cam = CroppedCam.of(phantom);

    @TempDir
    private Path root;

    private Explanation explanation() {
        Prediction prediction = new Prediction(
                cam.scanId(),
                "model",
                cam.modelDigest(),
                cam.labels(),
                new float[] {0.1f, 0.9f},
                new Provenance("run", "data", "digest", 1, "", "gantry", Instant.parse("2026-01-02T03:04:05Z")),
                cam.slices(),
                cam.sliceScores());
        ScanCompleted scan =
                new ScanCompleted(phantom.scan().header(), phantom.grid().depth(), "digest", List.of());
        return new Explanation(scan, prediction, cam);
    }

    @Test
    void aParametricMapHoldsTheNumbersOfTheMapOnTheScan() throws IOException {
        Path file = root.resolve("map.dcm");
        new ParametricMap(explanation()).write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int voxels = phantom.grid().positions();
        int first = bytes.capacity() - Float.BYTES * voxels; // pixels are the last attribute
        float[] slice = explanation().onScan().slice(11);
        int seen = 0;
        for (int i = 0; i < slice.length; i++) {
            float written = bytes.getFloat(first + Float.BYTES * (11 * slice.length + i));
            if (!Float.isNaN(slice[i])) {
                assertThat(written).isEqualTo(slice[i]);
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    @Test
    void theSameExplanationIsTheSameObject() throws IOException {
        new ParametricMap(explanation()).write(root.resolve("one.dcm"));
        new ParametricMap(explanation()).write(root.resolve("two.dcm"));
        assertThat(root.resolve("one.dcm")).hasSameBinaryContentAs(root.resolve("two.dcm"));
    }

    @Test
    void secondaryCapturesAreOneASliceInColours() throws IOException {
        new SecondaryCapture(explanation(), phantom.scan()).write(root);
        try (var files = Files.list(root)) {
            assertThat(files.count()).isEqualTo(phantom.grid().depth());
        }
        byte[] bytes = Files.readAllBytes(root.resolve("0012.dcm"));
        int pixels = 3 * phantom.grid().height() * phantom.grid().width();
        assertThat(new String(bytes, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
        boolean coloured = false;
        for (int i = bytes.length - pixels; i < bytes.length; i += 3) {
            coloured |= bytes[i] != bytes[i + 1];
        }
        assertThat(coloured).isTrue();
    }
}
