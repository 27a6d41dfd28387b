package org.gantry.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanReaders;
import org.gantry.ingest.read.ScanSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanFinderTest {
    @TempDir
    Path root;

    /** A format of slices: a file is "slice SERIES PATIENT", and "bad" is one that cannot be read. */
    private record Slices() implements ScanReader {
        @Override
        public String format() {
            return "slices";
        }

        @Override
        public boolean accepts(byte[] head) {
            String text = new String(head, StandardCharsets.UTF_8);
            return text.startsWith("slice") || text.startsWith("bad");
        }

        @Override
        public boolean ofSlices() {
            return true;
        }

        @Override
        public FoundScans find(List<Path> files) throws IOException {
            var series = new TreeMap<String, List<Path>>();
            var refused = new ArrayList<String>();
            for (Path file : files) {
                String text = Files.readString(file);
                if (text.startsWith("bad")) {
                    refused.add(file + ": is bad");
                } else {
                    series.computeIfAbsent(text, s -> new ArrayList<>()).add(file);
                }
            }
            return new FoundScans(
                    series.entrySet().stream()
                            .map(e -> new ScanSource(this, e.getValue(), identity(e.getKey()), List.of()))
                            .toList(),
                    refused);
        }

        private static Optional<ScanSource.Identity> identity(String text) {
            String[] words = text.split(" ", -1);
            return words.length == 3 ? Optional.of(new ScanSource.Identity(words[1], words[2])) : Optional.empty();
        }

        @Override
        public Scan read(ScanSource source, ScanOrigin origin) {
            throw new AssertionError("nothing is read to find it");
        }
    }

    private ScanFolder list(String... filesAndTexts) throws IOException {
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            Path file = root.resolve("in").resolve(filesAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, filesAndTexts[i + 1]);
        }
        return finder().list(root.resolve("in"));
    }

    private ScanFinder finder() {
        return new ScanFinder(new ScanReaders(List.of(new Slices())), new Pseudonyms(root.resolve("key")));
    }

    @Test
    void slicesOfAFolderAreAScanOfItsNameAndTwoSeriesHaveNumbers() throws IOException {
        ScanFolder found = list(
                "one/1", "slice", "one/2", "slice", "two/1", "slice a", "two/2", "slice a", "two/3", "slice b", "two/4",
                "slice b");
        assertThat(found.called().scans()).containsOnlyKeys("one", "two-1", "two-2");
        assertThat(found.find("one").orElseThrow().files()).hasSize(2);
        assertThat(finder().list(root.resolve("in/one")).called().scans()).containsOnlyKeys("one");
    }

    @Test
    void asManyFoldersStandBeforeANameAsTellScansApart() throws IOException {
        ScanFolder found = list("p1/ct/1", "slice", "p2/ct/1", "slice", "p3/other/1", "slice");
        assertThat(found.called().scans()).containsOnlyKeys("p1-ct", "p2-ct", "other");
        assertThat(found.find("p3-other")).isPresent();
        assertThat(found.find("ct")).isEmpty();
    }

    @Test
    void whoSaysWhoItIsHasAPseudonymOutsideOfLists() throws IOException {
        ScanFolder found = list("Doe/1", "slice 1.2.3 Doe^Jane", "Doe/2", "slice 1.2.3 Doe^Jane");
        assertThat(found.called().scans().keySet()).singleElement().asString().matches("ct-[0-9a-f]{16}");
        NamedScan scan = found.scans().get(0);
        assertThat(scan.patient().orElseThrow()).matches("patient-[0-9a-f]{16}");
        assertThat(found.find(scan.pseudonym().orElseThrow())).isPresent();
        LabelsFile labels = LabelsFile.read(Files.writeString(root.resolve("labels.csv"), "scan,label\nDoe,1\n"));
        LabelledScan labelled = Catalogue.match(labels, found).scans().get(0).labelled();
        assertThat(labelled.scanId()).isEqualTo("Doe");
        assertThat(labelled.patientId()).isEqualTo(scan.patient().orElseThrow());
    }

    @Test
    void aListMayNameAScanWithItsFolders() throws IOException {
        ScanFolder found = list("p1/ct/1", "slice", "p2/ct/1", "slice");
        LabelsFile labels = LabelsFile.read(
                Files.writeString(root.resolve("labels.csv"), "scan,label\np1/ct,1\n./p2/ct/,0\nct,1\n"));
        Catalogue catalogue = Catalogue.match(labels, found);
        assertThat(catalogue.scans()).extracting(e -> e.labelled().scanId()).containsExactly("p1-ct", "p2-ct");
        assertThat(catalogue.findings().oddities())
                .containsExactly("scan ct left out: it could be any of 1, 1; keep one");
    }

    @Test
    void aDamagedSliceIsSaidAndAFolderOfNothingElseIsAScanThatIsRefused() throws IOException {
        ScanFolder found = list("one/1", "slice", "one/2", "bad", "two/1", "bad", "two/2", "bad");
        assertThat(found.findings().oddities()).singleElement().asString().contains("one/2: is bad");
        ScanSource two = found.find("two").orElseThrow();
        assertThat(two.files()).hasSize(2);
        assertThatThrownBy(() -> two.read(ScanOrigin.of("two"))).hasMessageContaining("two/1: is bad (and 1 more file");
    }

    @Test
    void hiddenFoldersAndLinksInACircleAreNoMatter() throws IOException {
        Files.createDirectories(root.resolve("in/one"));
        Files.createSymbolicLink(root.resolve("in/one/again"), root.resolve("in"));
        ScanFolder found = list("one/1", "slice", ".git/1", "slice", "notes.txt", "seen on Monday");
        assertThat(found.called().scans()).containsOnlyKeys("one");
        assertThat(found.findings().oddities())
                .anySatisfy(o -> assertThat(o).contains("again left out"))
                .anySatisfy(o -> assertThat(o).contains("1 entry of the folder is no scan: notes.txt"));
    }

    @Test
    void anArchiveIsAFolder() throws IOException {
        String[] entries = {"1", "2", "deep/one/1"};
        for (Path archive :
                List.of(zip("study.zip", entries), tar("study.tar", entries), packed("study.tar.gz", entries))) {
            ScanFolder found = finder().list(archive);
            assertThat(found.findings()).isEqualTo(Findings.NONE);
            assertThat(found.called().scans()).containsOnlyKeys("study", "one");
            assertThat(found.find("study").orElseThrow().files()).hasSize(2);
        }
    }

    @Test
    void anArchiveThatIsDamagedOrLeadsElsewhereIsRefusedByName() throws IOException {
        Path cut = Files.writeString(root.resolve("cut.zip"), "PK\u0003\u0004 and no more");
        Path elsewhere = zip("elsewhere.zip", "1", "../../outside/1");
        for (Path archive : List.of(cut, elsewhere, tar("elsewhere.tar", "1", "../../outside/1"))) {
            assertThat(finder().list(archive).findings().errors())
                    .singleElement()
                    .asString()
                    .contains(archive.toString(), "again");
        }
    }

    private Path tar(String name, String... entries) throws IOException {
        Path tar = root.resolve(name);
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            for (String entry : entries) {
                TarArchiveEntry header = new TarArchiveEntry(entry);
                header.setSize(5);
                out.putArchiveEntry(header);
                out.write("slice".getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
        }
        return tar;
    }

    private Path packed(String name, String... entries) throws IOException {
        Path packed = root.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(tar("plain.tar", entries), out);
        }
        return packed;
    }

    private Path zip(String name, String... entries) throws IOException {
        Path zip = root.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write("slice".getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    @Test
    void aFileThatIsRefusedBesideSlicesChangesNoOthersName() throws IOException {
        ScanFolder found = list("one/1", "slice", "one/2", "slice", "one/3.png", "", "one/mask.nii.gz", "no scan");
        assertThat(found.find("one").orElseThrow().files()).hasSize(2);
        assertThat(found.called().scans()).containsOnlyKeys("one", "3", "mask");
    }

    @Test
    void aSeriesWithoutIdentifierHasAPseudonymAndItsPatient() throws IOException {
        ScanFolder found = list("Doe/1", "slice  Doe^Jane", "Doe/2", "slice  Doe^Jane");
        assertThat(found.called().scans().keySet()).singleElement().asString().matches("ct-[0-9a-f]{16}");
        assertThat(found.scans().get(0).patient()).isPresent();
    }

    @Test
    void aScanUnderTwoNamesOfAListIsAnError() throws IOException {
        ScanFolder found = list("p1/ct/1", "slice");
        LabelsFile labels =
                LabelsFile.read(Files.writeString(root.resolve("labels.csv"), "scan,label\np1/ct,1\nct,0\n"));
        assertThat(Catalogue.match(labels, found).findings().errors())
                .containsExactly("scan ct is listed twice, under two names; remove one line");
    }
}
