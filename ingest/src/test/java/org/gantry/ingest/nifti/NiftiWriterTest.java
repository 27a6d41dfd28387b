package org.gantry.ingest.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiWriterTest {
    private static final VolumeGeometry GEOMETRY = new VolumeGeometry(
            new Vector3(12.5, -3, 100), new Vector3(0, 0, 2.5), new Vector3(0, -0.75, 0), new Vector3(-0.5, 0, 0));

    @TempDir
    private Path folder;

    private static Scan scan(float... slice) {
        ScanHeader header = new ScanHeader("scan", "scan", "", Intensity.HU, GEOMETRY, 2, slice.length / 2);
        return new Scan(header, List.of(slice, new float[slice.length]), List.of());
    }

    @Test
    void aWrittenScanIsReadBackAsItWas() throws IOException {
        for (NiftiType type : List.of(NiftiType.INT16, NiftiType.FLOAT32)) {
            for (String name : List.of("scan.nii", "scan.nii.gz")) {
                Scan scan = scan(-1024, 1, 2, 3, 4, 3071);
                Path file = folder.resolve(name);
                new NiftiWriter(type).write(file, scan);
                Scan back = ScanSource.file(new NiftiReader(), file).read(ScanOrigin.of("scan"));
                assertThat(back.header()).isEqualTo(scan.header());
                assertThat(back.contentDigest()).isEqualTo(scan.contentDigest());
                assertThat(back.oddities()).isEmpty();
            }
        }
    }

    @Test
    void fractionsStayInFloatsAndAreRoundedInIntegers() throws IOException {
        Path file = folder.resolve("scan.nii.gz");
        new NiftiWriter(NiftiType.FLOAT32).write(file, scan(-0.25f, 1.5f));
        assertThat(ScanSource.file(new NiftiReader(), file)
                        .read(ScanOrigin.of("s"))
                        .slices()
                        .get(0))
                .containsExactly(-0.25f, 1.5f);
        new NiftiWriter(NiftiType.INT16).write(file, scan(-0.25f, 1.6f));
        assertThat(ScanSource.file(new NiftiReader(), file)
                        .read(ScanOrigin.of("s"))
                        .slices()
                        .get(0))
                .containsExactly(0, 2);
    }

    @Test
    void aVolumeIsWrittenWithItsGeometry() throws IOException {
        Path file = folder.resolve("volume.nii.gz");
        Volume volume = new Volume(new Grid(2, 1, 3), new float[] {0, 50, 100, 150, 200, 255});
        new NiftiWriter(NiftiType.UINT8).write(file, volume, GEOMETRY);
        Scan back = ScanSource.file(new NiftiReader(), file).read(ScanOrigin.of("s"));
        assertThat(back.slices().get(1)).containsExactly(150, 200, 255);
        assertThat(back.header().geometry()).isEqualTo(GEOMETRY);
        assertThat(back.header().intensity()).isEqualTo(Intensity.range(0, 255));
    }

    @Test
    void theSameScanGivesTheSameBytes() throws IOException {
        Path a = folder.resolve("a.nii.gz");
        Path b = folder.resolve("b.nii.gz");
        new NiftiWriter(NiftiType.INT16).write(a, scan(1, 2));
        new NiftiWriter(NiftiType.INT16).write(b, scan(1, 2));
        assertThat(Files.readAllBytes(a)).isEqualTo(Files.readAllBytes(b));
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        Path file = folder.resolve("scan.nii");
        assertThatThrownBy(() -> new NiftiWriter(NiftiType.INT16).write(file, scan(40_000, 0)))
                .hasMessage("voxel 40000.0 does not fit INT16; write FLOAT32");
        assertThatThrownBy(() -> new NiftiWriter(NiftiType.UINT8).write(file, scan(Float.NaN, 0)))
                .hasMessageContaining("voxel NaN");
        assertThatThrownBy(() -> new NiftiWriter(NiftiType.FLOAT64)).hasMessageContaining("not as FLOAT64");
    }
}
