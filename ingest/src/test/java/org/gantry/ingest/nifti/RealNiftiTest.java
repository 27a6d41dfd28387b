package org.gantry.ingest.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.Formats;
import org.gantry.ingest.RealScans;
import org.gantry.ingest.dataset.Catalogue;
import org.gantry.ingest.dataset.Labelling;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real scans against numbers that were taken from their bytes by another program. */
class RealNiftiTest {
    private static Scan read(String name) throws IOException {
        return Formats.all().read(RealScans.path(name), ScanOrigin.of("real"));
    }

    private static double sum(Scan scan) {
        double sum = 0;
        for (float[] slice : scan.slices()) {
            for (float v : slice) {
                sum += v;
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "nifti-native/totalseg_aorta_ct_cropped.nii.gz, 164, 126, 120, 43, -497705824",
        "nifti-native/totalseg_pulmonary_ct_cropped.nii.gz, 112, 102, 122, -869, -287875370",
        "nifti-derived-covid-ct-md/cap_cap001.nii.gz, 42, 128, 128, -968, -420766567",
        "nifti-derived-covid-ct-md/covid_P001.nii.gz, 37, 128, 128, -995, -336836863",
        "nifti-derived-covid-ct-md/normal_normal001.nii.gz, 38, 128, 128, -199, -230464921"
    })
    void chestScansInHounsfieldUnits(String name, int depth, int rows, int columns, float voxel, double sum)
            throws IOException {
        Scan scan = read(name);
        assertThat(scan.slices()).hasSize(depth);
        assertThat(scan.header().rows()).isEqualTo(rows);
        assertThat(scan.header().columns()).isEqualTo(columns);
        assertThat(scan.slices().get(30)[20 * columns + 10])
                .as("voxel (10, 20, 30)")
                .isEqualTo(voxel);
        assertThat(sum(scan)).isEqualTo(sum);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(scan.oddities()).isEmpty();
    }

    @Test
    void theGeometryOfARealScanIsItsAffine() throws IOException {
        Scan scan = read("nifti-native/totalseg_aorta_ct_cropped.nii.gz");
        Vector3 voxel = scan.header().geometry().at(100, 50, 10);
        assertThat(voxel.x()).isCloseTo(71.658203125 - 15, within(1e-9));
        assertThat(voxel.y()).isCloseTo(255.658203125 - 75, within(1e-9));
        assertThat(voxel.z()).isCloseTo(540.2000122070312 + 150, within(1e-9));
    }

    @Test
    void aNoduleIsTurnedSoThatItLiesAsCtIsLookedAt() throws IOException {
        Scan scan = read("nodules-m3dv/vol50/candidate1.nii.gz");
        assertThat(scan.slices()).hasSize(50);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.range(0, 255));
        assertThat(scan.slices().get(0)[49 * 50 + 49]).as("voxel (0, 0, 0)").isEqualTo(192);
        assertThat(scan.slices().get(30)[29 * 50 + 39]).as("voxel (10, 20, 30)").isEqualTo(21);
        assertThat(sum(scan)).isEqualTo(13_776_429);
        assertThat(scan.header().geometry().at(30, 29, 39)).isEqualTo(new Vector3(20, 40, 60));
    }

    @Test
    void everyNoduleIsReadWithoutOddity() throws IOException {
        Catalogue nodules = Labelling.csv(RealScans.path("nodules-m3dv/labels.csv"))
                .catalogue(RealScans.path("nodules-m3dv/vol50"), Formats.finder());
        assertThat(nodules.scans()).hasSize(240);
        for (Catalogue.Entry entry : nodules.scans()) {
            Scan scan = entry.source().read(ScanOrigin.of(entry.labelled().scanId()));
            assertThat(List.of(
                            scan.slices().size(),
                            scan.header().rows(),
                            scan.header().columns()))
                    .containsOnly(50);
            assertThat(scan.oddities()).isEmpty();
        }
    }

    @Test
    void theFirstVolumeOfARealNifti2IsReadWithItsAffine(@TempDir Path folder) throws IOException {
        byte[] bytes = new ScanFile(RealScans.path("nifti-native/nibabel_example_nifti2.nii.gz"))
                .open()
                .readAllBytes();
        // dim[0], little endian: three dimensions, so that the second volume is left over
        bytes[16] = 3;
        Scan scan = Formats.all().read(Files.write(folder.resolve("first.nii"), bytes), ScanOrigin.of("mr"));
        assertThat(scan.slices()).hasSize(12);
        assertThat(sum(scan)).isEqualTo(3_461_748);
        // numpy: affine @ (10, 5, 3, 1)
        Vector3 voxel = scan.header().geometry().at(3, 14, 10);
        assertThat(voxel.x()).isCloseTo(97.8551025390625, within(1e-9));
        assertThat(voxel.y()).isCloseTo(-26.92096961, within(1e-7));
        assertThat(voxel.z()).isCloseTo(0.88048506, within(1e-7));
        assertThat(scan.oddities()).contains("bytes after the last voxel were ignored");
    }

    @Test
    void aRealNifti2OfTwoVolumesIsRefusedAsANifti1Is() {
        Path file = RealScans.path("nifti-native/nibabel_example_nifti2.nii.gz");
        assertThatThrownBy(() -> Formats.all().read(file, ScanOrigin.of("mr")))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageEndingWith("dim[4] is 2: more than one volume; save each volume as its own file");
    }
}
