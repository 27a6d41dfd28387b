package org.gantry.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gantry.ingest.RealScans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsFileTest {
    @TempDir
    private Path folder;

    private LabelsFile read(String text) throws IOException {
        return LabelsFile.read(Files.writeString(folder.resolve("labels.csv"), text));
    }

    private List<String> errors(String text) throws IOException {
        return read(text).findings().errors();
    }

    @Test
    void scansLabelsPatientsAndRolesAreRead() throws IOException {
        LabelsFile labels = read("scan,label,patient,role\na,NCP,p1,Train\nb.nii.gz,Normal,,\n");
        assertThat(labels.findings()).isEqualTo(Findings.NONE);
        assertThat(labels.rows())
                .containsExactly(
                        new LabelledScan("a", "NCP", Optional.of("p1"), Optional.of(Part.TRAIN)),
                        new LabelledScan("b", "Normal", Optional.empty(), Optional.empty()));
        assertThat(labels.rows().get(1).patientId()).isEqualTo("b");
    }

    @Test
    void aByteOrderMarkWindowsLinesQuotesAndSpacesDoNotMatter() throws IOException {
        LabelsFile labels = read("\uFEFFName , Label\r\n\"a, 1\" , NCP\r\n\r\n\"b \"\"x\"\"\",Normal");
        assertThat(labels.findings()).isEqualTo(Findings.NONE);
        assertThat(labels.rows()).extracting(LabelledScan::scanId).containsExactly("a, 1", "b \"x\"");
    }

    @Test
    void otherColumnsAreIgnoredAndReported() throws IOException {
        LabelsFile labels = read("name,label,age,sex\na,1,50,f\n");
        assertThat(labels.rows()).hasSize(1);
        assertThat(labels.findings().oddities()).singleElement().asString().endsWith("columns ignored: age, sex");
    }

    @Test
    void everyWrongLineIsReportedWithItsNumber() throws IOException {
        String file = folder.resolve("labels.csv") + ", line ";
        assertThat(errors("scan,label,role\na,1,\n,1,\nb,,\n\nc,1,holdout\nd\na,0,\n"))
                .containsExactly(
                        file + "3: has no scan; fill it in or remove the line",
                        file + "4: has no label; fill it in or remove the line",
                        file + "6: role 'holdout' is not train, validation or test; correct it or leave it empty",
                        file + "7: has no label; fill it in or remove the line",
                        file + "8: scan a stands on line 2 already; remove one of the two");
    }

    @Test
    void aScanNamedWithAndWithoutItsEndingIsOneScan() throws IOException {
        assertThat(errors("scan,label\na,1\na.nii,1\n"))
                .singleElement()
                .asString()
                .contains("line 2 already");
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
        assertThat(errors("file,label\na,1\n"))
                .singleElement()
                .asString()
                .endsWith("line 1: names no column scan but file, label; the first line is: scan,label,patient,role");
        assertThat(errors("scan;label\na;1\n")).singleElement().asString().endsWith("separate the columns by commas");
    }

    @Test
    void aListOfNothingIsAnError() throws IOException {
        assertThat(errors("")).singleElement().asString().contains("is empty");
        assertThat(errors("scan,label\n")).singleElement().asString().contains("names no scan");
    }

    @Test
    void anOpenQuoteIsReportedWithItsLine() throws IOException {
        assertThat(errors("scan,label\na,1\n\"b,1\nc,1\n"))
                .singleElement()
                .asString()
                .contains("check its quotes");
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsReported() throws IOException {
        assertThat(LabelsFile.read(folder.resolve("none.csv")).findings().errors())
                .singleElement()
                .asString()
                .contains("does not exist");
        Path latin =
                Files.write(folder.resolve("latin.csv"), "scan,label\nä,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(LabelsFile.read(latin).findings().errors())
                .singleElement()
                .asString()
                .contains("is not UTF-8");
    }

    @Test
    void errorsStopAndOddityDoesNot() throws IOException {
        read("scan,label,age\na,1,4\n").findings().requireUsable();
        Findings wrong = read("scan,label\na,\nb,\n").findings();
        assertThatThrownBy(wrong::requireUsable)
                .isInstanceOf(UnusableDatasetException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("line 3");
    }

    @Test
    void theNodulesListIsRead() throws IOException {
        LabelsFile labels = LabelsFile.read(RealScans.path("nodules-m3dv/labels.csv"));
        assertThat(labels.rows()).hasSize(240);
        assertThat(labels.rows()).filteredOn(r -> r.label().equals("1")).hasSize(120);
        assertThat(labels.findings().fatal()).isFalse();
    }
}
