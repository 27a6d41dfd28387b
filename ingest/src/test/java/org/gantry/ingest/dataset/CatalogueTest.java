package org.gantry.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.ingest.Formats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final ScanFinder FINDER = Formats.finder();

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("scans"));
    }

    private Catalogue catalogue(String rows, String... files) throws IOException {
        for (String file : files) {
            Files.writeString(folder.resolve(file), "");
        }
        return Labelling.csv(Files.writeString(root.resolve("labels.csv"), "scan,label\n" + rows))
                .catalogue(folder, FINDER);
    }

    @Test
    void labelsMeetFilesWithAndWithoutTheirEndings() throws IOException {
        Catalogue catalogue = catalogue("b,1\na.nii.gz,0\nc.NII,1\n", "a.nii.gz", "b.nii", "c.NII");
        assertThat(catalogue.findings()).isEqualTo(Findings.NONE);
        assertThat(catalogue.scans()).extracting(e -> e.labelled().scanId()).containsExactly("a", "b", "c");
        assertThat(catalogue.scans().get(1).source().first()).isEqualTo(folder.resolve("b.nii"));
    }

    @Test
    void aLabelWithoutFileIsReportedAndTheOthersGoOn() throws IOException {
        Catalogue catalogue = catalogue("a,1\nb,0\n", "a.nii");
        assertThat(catalogue.scans()).hasSize(1);
        assertThat(catalogue.findings().fatal()).isFalse();
        assertThat(catalogue.findings().oddities())
                .containsExactly("1 label has no file in " + folder + " and left out: b");
    }

    @Test
    void aFileWithoutLabelIsReportedAndTheOthersGoOn() throws IOException {
        Catalogue catalogue = catalogue("a,1\n", "a.nii", "1.nii", "2.nii", "3.nii", "4.nii", "5.nii", "6.nii.gz");
        assertThat(catalogue.scans()).hasSize(1);
        assertThat(catalogue.findings().oddities())
                .containsExactly("6 files have no label and left out: 1, 2, 3, 4, 5 and 1 more");
    }

    @Test
    void twoFilesOfOneIdAreLeftOutAndNamed() throws IOException {
        Catalogue catalogue = catalogue("a,1\nb,0\n", "a.nii", "a.nii.gz", "b.nii");
        assertThat(catalogue.scans()).extracting(e -> e.labelled().scanId()).containsExactly("b");
        assertThat(catalogue.findings().oddities())
                .contains("scan a left out: it could be any of a.nii, a.nii.gz; keep one");
    }

    @Test
    void otherEntriesAreNamedAndHiddenOnesPassedOver() throws IOException {
        Catalogue catalogue = catalogue("a,1\n", "a.nii", "notes.txt", "._a.nii", ".nii");
        assertThat(catalogue.findings().oddities()).containsExactly("1 entry of the folder is no scan: notes.txt");
    }

    @Test
    void anEmptyFolderIsFatal() throws IOException {
        assertThat(catalogue("a,1\n").findings().errors())
                .containsExactly(folder + ": holds no scan that Gantry reads; check the path");
    }

    @Test
    void aFolderThatIsNoneIsFatal() throws IOException {
        assertThat(FINDER.list(root.resolve("none")).findings().errors())
                .singleElement()
                .asString()
                .contains("does not exist");
        Path file = Files.writeString(root.resolve("file"), "");
        assertThat(FINDER.list(file).findings().errors())
                .singleElement()
                .asString()
                .contains("is no folder");
    }

    @Test
    void noScanLeftIsFatal() throws IOException {
        assertThat(catalogue("x,1\n", "a.nii").findings().errors())
                .singleElement()
                .asString()
                .startsWith("no scan has both a label and a file");
    }
}
