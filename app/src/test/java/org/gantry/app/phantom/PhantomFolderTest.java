package org.gantry.app.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.dataset.LabelledScan;
import org.gantry.ingest.dataset.LabelsFile;
import org.gantry.ingest.nifti.NiftiReader;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomFolderTest {
    private static final Phantoms PHANTOMS = Phantoms.of(5);

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenReadsAsAUsersDataSetWould() throws IOException {
        PhantomFolder phantoms = new PhantomFolder(folder.resolve("new"));
        List<Integer> progress = new ArrayList<>();
        phantoms.write(PHANTOMS, 4, progress::add);
        assertThat(progress).containsExactly(1, 2, 3, 4);
        LabelsFile labels = LabelsFile.read(phantoms.labels());
        assertThat(labels.rows()).extracting(LabelledScan::label).containsExactly("Normal", "NCP", "Normal", "NCP");
        Phantom phantom = PHANTOMS.phantom(1, true);
        Scan scan = read(phantoms.scans().resolve("phantom-0001.nii.gz"));
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(scan.oddities()).isEmpty();
        assertThat(scan.header().geometry()).isEqualTo(phantom.geometry());
        assertThat(scan.slices()).containsExactlyElementsOf(phantom.scan().slices());
    }

    @Test
    void positivesHaveTheirLesionsBesideThem() throws IOException {
        PhantomFolder phantoms = new PhantomFolder(folder);
        phantoms.write(PHANTOMS, 2, done -> {});
        try (Stream<Path> masks = Files.list(phantoms.masks())) {
            assertThat(masks.map(p -> p.getFileName().toString())).containsExactly("phantom-0001.nii.gz");
        }
        boolean[] lesion = PHANTOMS.phantom(1, true).lesion();
        int v = 0;
        for (float[] slice :
                read(phantoms.masks().resolve("phantom-0001.nii.gz")).slices()) {
            for (float mask : slice) {
                assertThat(mask == 1).isEqualTo(lesion[v++]);
            }
        }
    }

    private static Scan read(Path file) throws IOException {
        return ScanSource.file(new NiftiReader(), file).read(ScanOrigin.of("phantom-0001"));
    }
}
