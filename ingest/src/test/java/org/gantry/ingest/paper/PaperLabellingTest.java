package org.gantry.ingest.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.Formats;
import org.gantry.ingest.dataset.Catalogue;
import org.gantry.ingest.dataset.Part;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperLabellingTest {
    @TempDir
    Path root;

    /** One-slice volumes stand for slices: here it matters only where files lie. */
    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            new NiftiWriter(NiftiType.INT16)
                    .write(file, new Volume(new Grid(1, 2, 2), new float[4]), VolumeGeometry.UNKNOWN);
        }
    }

    private Path list(String name, String json) throws IOException {
        return Files.writeString(root.resolve(name), json.replace('\'', '"'));
    }

    private Catalogue catalogue(PaperDataset dataset, Map<Part, Path> lists) throws IOException {
        return new PaperLabelling(dataset, lists).catalogue(root, Formats.finder());
    }

    @Test
    void foldersGiveLabelsAndPatientsWhereThereIsNoList() throws IOException {
        files("CT-0/study_1.nii.gz", "CT-3/study_2.nii.gz", "other/study_3.nii.gz");
        Catalogue catalogue = catalogue(PaperDataset.MOSMEDDATA, Map.of());
        assertThat(catalogue.scans())
                .extracting(e -> e.labelled().scanId() + " " + e.labelled().label() + " "
                        + e.labelled().patientId())
                .containsExactly("CT-0-study_1 Normal CT-0-study_1", "CT-3-study_2 NCP CT-3-study_2");
        assertThat(catalogue.findings().oddities())
                .contains(
                        "1 scan lies in no folder of a class: other/study_3",
                        "Normal: 1 scan of 1 patient; the paper's Table 2 counts 254 of 254",
                        "NCP: 1 scan of 1 patient; the paper's Table 2 counts 856 of 856");
    }

    @Test
    void listsGivePartsAndWhatIsOddInThemIsCounted() throws IOException {
        files("CT-0/a.nii.gz", "CT-1/b.nii.gz", "CT-1/c.nii.gz", "CT-2/unlisted.nii.gz");
        Path train = list(
                "train.json",
                "{'CT-0': {'a': {'a': ['a.nii.gz', 'a.nii.gz']}}, 'CT-1': {'b': {'b': ['b.nii.gz']}, 'gone': {'gone':"
                        + " ['gone.nii.gz']}}, 'CT-4': {}}");
        Path test = list("test.json", "{'CT-1': {'c': {'c': ['c.nii.gz']}}}");
        Catalogue catalogue = catalogue(PaperDataset.MOSMEDDATA, Map.of(Part.TRAIN, train, Part.TEST, test));
        assertThat(catalogue.scans())
                .extracting(
                        e -> e.labelled().scanId() + " " + e.labelled().part().orElseThrow())
                .containsExactly("CT-0-a TRAIN", "CT-1-b TRAIN", "CT-1-c TEST");
        assertThat(catalogue.findings().oddities())
                .contains(
                        "1 class is empty: TRAIN CT-4",
                        "1 scan lists a file twice: CT-0/a/a",
                        "1 scan is not listed: CT-2/unlisted",
                        "1 listed scan is not there: CT-1/gone/gone",
                        "TEST NCP: 1 scan of 1 patient; the paper's Table 2 counts 255 of 255");
    }

    @Test
    void aFolderWithoutAnyOfItsClassesIsRefused() throws IOException {
        files("scans/a.nii.gz");
        assertThat(catalogue(PaperDataset.COVID_CTSET, Map.of()).findings().errors())
                .singleElement()
                .asString()
                .contains("holds no scan of covid-ctset");
    }

    @Test
    void aListThatIsNoneIsRefusedByName() throws IOException {
        files("CT-0/a.nii.gz");
        for (String text : List.of(
                "no json", "[1]", "{'CT-0': 3}", "{'CT-0': {'a': {'a': [1]}}}", "{'CT-0': {'a': {'a': [null]}}}")) {
            Path list = list("broken.json", text);
            assertThatThrownBy(() -> catalogue(PaperDataset.MOSMEDDATA, Map.of(Part.TRAIN, list)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("broken.json: is no list {class: {patient: {scan: [file, ...]}}}");
        }
    }
}
