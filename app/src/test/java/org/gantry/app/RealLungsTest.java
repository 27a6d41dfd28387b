package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.sampler.lung.Lungs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lungs of real scans, of every format, fill as much of them as lungs do. With {@code -Dtimes=true} it says how
 * long it took.
 */
class RealLungsTest {
    private static Scan read(String name) throws IOException {
        Path path = Path.of(System.getProperty("basedir", "."))
                .resolve("../../shared/data")
                .resolve(name);
        assumeThat(Files.exists(path))
                .as("skipped: the real CT data is not at "
                        + path.toAbsolutePath().normalize())
                .isTrue();
        return Files.isDirectory(path)
                ? Formats.finder().list(path).scans().get(0).source().read(ScanOrigin.of("real"))
                : Formats.all().read(path, ScanOrigin.of("real"));
    }

    @ParameterizedTest
    @CsvSource({
        "dicom-covid-ct-md/covid/P001-whole, 0.13, 0.18",
        "dicom-covid-ct-md/cap/cap001, 0.18, 0.24",
        "dicom-covid-ct-md/normal/normal001, 0.10, 0.14",
        "dicom-uncompressed-cptac-C3N-00247, 0.17, 0.23",
        "dicom-signed16-lidc-0001, 0.17, 0.23",
        "nifti-derived-covid-ct-md/covid_P001.nii.gz, 0.13, 0.18",
        "nifti-derived-covid-ct-md/normal_normal001.nii.gz, 0.10, 0.14",
        "tiff16-covid-ctset-layout/covid/P001/SR_2, 0.18, 0.23",
        "png-stack-luna16/normal/normal_patient_1, 0.25, 0.33",
        "png-stack-luna16/normal/normal_patient_2, 0.23, 0.30",
        "png-stack-luna16/normal/normal_patient_3, 0.22, 0.29"
    })
    void fillAPlausibleShareOfTheFrame(String name, double least, double most) throws IOException {
        Scan scan = read(name);
        long before = System.nanoTime();
        Optional<Lungs> lungs = lungs(scan);
        double seconds = (System.nanoTime() - before) / 1e9;
        double share = lungs.orElseThrow().share();
        if (Boolean.getBoolean("times")) {
            System.out.printf(
                    "| %s | %d | %.3f | %.2f s |%n", name, scan.slices().size(), share, seconds);
        }
        assertThat(share).isBetween(least, most);
    }

    private static Optional<Lungs> lungs(Scan scan) {
        Intensity intensity = scan.header().intensity();
        double threshold = intensity.hu()
                ? Lungs.THRESHOLD
                : intensity.low() + (Lungs.THRESHOLD + 1350) / 1500 * (intensity.high() - intensity.low());
        return Lungs.of(scan.slices(), scan.header().rows(), scan.header().columns(), threshold);
    }
}
