package org.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.dataset.UnusableDatasetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestPlanTest {
    private static final Grid SMALL = new Grid(2, 3, 3);

    @TempDir
    Path root;

    @SuppressWarnings("NullAway.Init")
    private ScanFiles files;

    @BeforeEach
    void name() {
        files = new ScanFiles(root);
    }

    private static List<String> ids(IngestPlan plan) {
        return plan.items().stream().map(i -> i.origin().scanId()).toList();
    }

    @Test
    void aListAndAFolderGiveTheExpectedDataSet() throws IOException {
        files.write(12, "absent,NCP");
        assertThat(files.scan("unlabelled", SMALL)).exists();
        IngestPlan plan = IngestPlan.of(files.labelled());
        DatasetManifest expected = plan.expected().orElseThrow();
        assertThat(expected.entries())
                .hasSize(12)
                .allSatisfy(e -> assertThat(e.contentDigest()).isEmpty());
        assertThat(ids(plan))
                .containsExactlyElementsOf(expected.entries().stream()
                        .map(DatasetManifest.Entry::scanId)
                        .toList());
        assertThat(plan.findings().oddities())
                .anySatisfy(o -> assertThat(o).contains("1 label has no file", "absent"))
                .anySatisfy(o -> assertThat(o).contains("1 file has no label", "unlabelled"));
    }

    @Test
    void oneClassIsRefusedBeforeAnythingIsRead() throws IOException {
        Files.writeString(files.scan("a", SMALL), "not even a scan");
        Files.writeString(files.labels(), "scan,label\na,NCP\n");
        assertThatThrownBy(() -> IngestPlan.of(files.labelled()))
                .isInstanceOf(UnusableDatasetException.class)
                .hasMessageContaining("every scan has the label NCP");
    }

    @Test
    void aFolderInPlaceOfTheListIsRefused() throws IOException {
        files.write(8);
        Files.delete(files.labels());
        Files.createDirectory(files.labels());
        assertThatThrownBy(() -> IngestPlan.of(files.labelled())).hasMessageContaining("is a folder; name the list");
    }

    @Test
    void filesAndFoldersWithoutLabelsAreFoundAndWhatIsOddInThemIsSaid() throws IOException {
        Path a = files.scan("a", SMALL);
        Path other = new ScanFiles(root.resolve("other")).scan("b", SMALL);
        Files.writeString(files.folder().resolve("notes.txt"), "seen on Monday");
        IngestPlan plan = IngestPlan.of(IngestRequest.unlabelled(List.of(files.folder(), other)));
        assertThat(ids(plan)).containsExactly("a", "b");
        assertThat(plan.items().get(0).source().first()).isEqualTo(a);
        assertThat(plan.expected()).isEmpty();
        assertThat(plan.findings().oddities()).singleElement().asString().contains("notes.txt");
    }

    @Test
    void everythingThatIsWrongWithTheNamedPathsIsSaidAtOnce() throws IOException {
        Path a = files.scan("a", SMALL);
        Path again = new ScanFiles(root.resolve("other")).scan("a", SMALL);
        Path empty = Files.createDirectory(root.resolve("empty"));
        Path gone = root.resolve("gone.nii");
        assertThatThrownBy(() -> IngestPlan.of(IngestRequest.unlabelled(List.of(a, again, empty, gone))))
                .isInstanceOf(UnusableDatasetException.class)
                .hasMessageContaining("scan a is in " + a + " and in " + again)
                .hasMessageContaining(empty + ": holds no scan that Gantry reads")
                .hasMessageContaining(gone + ": does not exist");
    }
}
