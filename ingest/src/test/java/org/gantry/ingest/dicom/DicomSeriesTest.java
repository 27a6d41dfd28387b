package org.gantry.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomSeriesTest {
    @TempDir
    private Path folder;

    private int files;

    private void add(DicomFixture slice) {
        slice.write(folder.resolve(String.format("%03d.dcm", files++)));
    }

    private FoundScans find() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return new DicomReader().find(list.sorted().toList());
        }
    }

    private Scan read() throws IOException {
        FoundScans found = find();
        assertThat(found.sources()).hasSize(1);
        assertThat(found.refused()).isEmpty();
        return found.sources().get(0).read(ScanOrigin.of("scan"));
    }

    private static List<Float> firstVoxels(Scan scan) {
        return scan.slices().stream().map(s -> s[0]).toList();
    }

    /** A slice whose intercept, and so its first voxel, is a number. */
    private static DicomFixture valued(double z, int number, int value) {
        return DicomFixture.slice(z, number).text(0x0028_1052, "DS", Integer.toString(value));
    }

    @Test
    void slicesLieByPositionEachWithItsOwnScale() throws IOException {
        add(valued(4, 1, -940));
        add(valued(0, 2, -900));
        add(valued(2, 3, -920).text(0x0028_1053, "DS", "2"));
        Scan scan = read();
        assertThat(firstVoxels(scan)).containsExactly(-900f, -920f, -940f);
        assertThat(scan.slices().get(1)[11]).isEqualTo(-920 + 2200);
        assertThat(scan.header().geometry().slice()).isEqualTo(new Vector3(0, 0, 2));
        assertThat(scan.header().geometry().origin()).isEqualTo(new Vector3(10, 20, 0));
        assertThat(scan.oddities()).isEmpty();
    }

    @Test
    void coronalSlicesBecomeAxialOnes() throws IOException {
        for (int n = 0; n < 2; n++) {
            // rows run down to the feet, slices to the back
            add(valued(0, n, -900 - n)
                    .text(0x0020_0037, "DS", "1\\0\\0\\0\\0\\-1")
                    .text(0x0020_0032, "DS", "0\\" + 5 * n + "\\0"));
        }
        Scan scan = read();
        assertThat(scan.slices()).hasSize(3);
        assertThat(scan.header().rows()).isEqualTo(2);
        assertThat(scan.header().columns()).isEqualTo(4);
        assertThat(scan.slices().get(2)).containsExactly(-900, -800, -700, -600, -901, -801, -701, -601);
        assertThat(scan.header().geometry().at(2, 1, 0)).isEqualTo(new Vector3(0, -5, 0));
    }

    @Test
    void seriesAndPatientsAreKeptApart() throws IOException {
        add(DicomFixture.slice(0, 1));
        add(DicomFixture.slice(2, 2).text(0x0020_000e, "UI", "1.2.4"));
        add(DicomFixture.slice(2, 2));
        add(DicomFixture.slice(4, 3).text(0x0010_0020, "LO", "another"));
        FoundScans found = find();
        assertThat(found.sources().stream().map(s -> s.files().size())).containsExactly(2, 1, 1);
        assertThat(found.sources().stream().map(ScanSource::identity))
                .containsExactly(
                        Optional.of(new ScanSource.Identity("1.2.3", "patient")),
                        Optional.of(new ScanSource.Identity("1.2.4", "patient")),
                        Optional.of(new ScanSource.Identity("1.2.3", "another")));
    }

    @Test
    void anIdentityThatIsMissingIsSaid() throws IOException {
        add(DicomFixture.slice(0, 1).text(0x0010_0020, "LO", ""));
        add(DicomFixture.slice(0, 1).without(0x0020_000e));
        FoundScans found = find();
        assertThat(found.sources().get(0).identity()).contains(new ScanSource.Identity("1.2.3", "1.2.3"));
        assertThat(found.sources().get(0).oddities().get(0)).startsWith("PatientID is missing");
        assertThat(found.sources().get(1).identity()).contains(new ScanSource.Identity("", "patient"));
        assertThat(found.sources().get(1).oddities().get(0)).startsWith("SeriesInstanceUID is missing");
    }

    @Test
    void whatIsNoSliceIsLeftOutAndSaid() throws IOException {
        add(DicomFixture.slice(0, 1));
        add(DicomFixture.slice(0, 1).text(0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER"));
        add(DicomFixture.slice(0, 1).text(0x0008_0060, "CS", "MR"));
        add(DicomFixture.slice(0, 1).text(0x0028_0301, "CS", "YES"));
        add(DicomFixture.slice(0, 1).text(0x0020_0037, "DS", "0\\1\\0\\0\\0\\-1"));
        add(DicomFixture.slice(2, 2));
        FoundScans found = find();
        assertThat(found.sources()).hasSize(1);
        assertThat(found.sources().get(0).files()).hasSize(2);
        assertThat(found.refused())
                .satisfiesExactly(
                        r -> assertThat(r).contains("001.dcm: (0008,0008) ImageType says LOCALIZER"),
                        r -> assertThat(r).contains("002.dcm: (0008,0060) Modality is MR; Gantry reads CT"),
                        r -> assertThat(r).contains("003.dcm: (0028,0301) BurnedInAnnotation is YES"),
                        r -> assertThat(r)
                                .contains("004.dcm: (0020,0037) ImageOrientationPatient or size is 3x4 pixels"));
    }

    @Test
    void slicesOfOtherShapesAreRefusedWhereTheyAreReadAsOneScan() {
        add(DicomFixture.slice(0, 1));
        add(DicomFixture.slice(2, 2).number(0x0028_0010, 4));
        List<Path> both = List.of(folder.resolve("000.dcm"), folder.resolve("001.dcm"));
        ScanSource source = new ScanSource(new DicomReader(), both, Optional.empty(), List.of());
        assertThatThrownBy(() -> source.read(ScanOrigin.of("scan")))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageContaining("001.dcm")
                .hasMessageContaining("is 4x4 pixels")
                .hasMessageContaining("not 3x4 pixels");
    }

    @Test
    void ofSlicesInOnePlaceTheLowestNumberIsKept() throws IOException {
        add(valued(0, 5, -905));
        add(valued(0, 2, -902));
        add(valued(2, 3, -903));
        add(valued(2, 4, -903));
        Scan scan = read();
        assertThat(firstVoxels(scan)).containsExactly(-902f, -903f);
        assertThat(scan.oddities())
                .containsExactly(
                        "1 slices are there twice and were dropped",
                        "1 slices lie where another does and differ from it, first 000.dcm:"
                                + " those of the lowest InstanceNumber were kept");
    }

    @Test
    void gapsAreSaidWithTheirPlace() throws IOException {
        for (double z : new double[] {0, 2, 4, 10, 12}) {
            add(DicomFixture.slice(z, 1));
        }
        Scan scan = read();
        assertThat(scan.header().geometry().slice()).isEqualTo(new Vector3(0, 0, 3));
        assertThat(scan.oddities())
                .containsExactly("slices are 2.00 mm apart, but not in 1 of 4 steps, first 6.00 mm between 002.dcm and"
                        + " 003.dcm: 3.00 mm taken");
    }

    @Test
    void aTiltedGantryIsSaid() throws IOException {
        for (int n = 0; n < 3; n++) {
            add(DicomFixture.slice(0, n).text(0x0020_0032, "DS", "0\\" + n + "\\" + 4 * n));
        }
        Scan scan = read();
        assertThat(scan.header().geometry().slice()).isEqualTo(new Vector3(0, -1, 4));
        assertThat(scan.oddities())
                .contains("slices are shifted against each other, as by a gantry that is tilted by 14 degrees");
    }

    @Test
    void withoutPositionsTheNumbersTell() throws IOException {
        add(valued(0, 2, -902).without(0x0020_0032));
        add(valued(0, 1, -901));
        Scan scan = read();
        assertThat(firstVoxels(scan)).containsExactly(-901f, -902f);
        assertThat(scan.oddities().get(0))
                .startsWith("position, orientation or spacing is missing in 1 of 2 slices: taken as axial");
    }

    private static DicomFixture enhanced() {
        List<DicomFixture> frames = new ArrayList<>();
        for (int f = 0; f < 3; f++) {
            DicomFixture position = DicomFixture.item().text(0x0020_0032, "DS", "0\\0\\" + (10 - 5 * f));
            DicomFixture scale = DicomFixture.item()
                    .text(0x0028_1052, "DS", Integer.toString(-900 - f))
                    .text(0x0028_1053, "DS", "1")
                    .text(0x0028_1054, "LO", "HU");
            frames.add(DicomFixture.item().items(0x0020_9113, position).items(0x0028_9145, scale));
        }
        DicomFixture shared = DicomFixture.item()
                .items(0x0020_9116, DicomFixture.item().text(0x0020_0037, "DS", "1\\0\\0\\0\\1\\0"))
                .items(0x0028_9110, DicomFixture.item().text(0x0028_0030, "DS", "0.5\\0.5"));
        return DicomFixture.slice(0, 1)
                .without(0x0020_0032)
                .without(0x0020_0037)
                .without(0x0028_0030)
                .without(0x0028_1052)
                .without(0x0028_1053)
                .text(0x0028_0008, "IS", "3")
                .items(0x5200_9229, shared)
                .items(0x5200_9230, frames.toArray(DicomFixture[]::new))
                .pixels(new short[36]);
    }

    @Test
    void anEnhancedFileHoldsAllSlices() throws IOException {
        add(enhanced());
        Scan scan = read();
        assertThat(firstVoxels(scan)).containsExactly(-902f, -901f, -900f);
        assertThat(scan.header().geometry().slice()).isEqualTo(new Vector3(0, 0, 5));
        assertThat(scan.header().geometry().column()).isEqualTo(new Vector3(-0.5, 0, 0));
        assertThat(scan.oddities()).isEmpty();
    }

    @Test
    void anEnhancedFileNeedsAGroupForEachFrame() throws IOException {
        add(enhanced().text(0x0028_0008, "IS", "2"));
        assertThat(find().refused().get(0))
                .contains("(5200,9230) PerFrameFunctionalGroupsSequence has 3 items for 2 frames");
    }

    @Test
    void framesWithoutGroupsLieInTheOrderOfTheFile() throws IOException {
        short[] pixels = new short[36];
        pixels[12] = 12;
        pixels[24] = 24;
        add(DicomFixture.slice(0, 1).text(0x0028_0008, "IS", "3").pixels(pixels));
        assertThat(firstVoxels(read())).containsExactly(-1024f, -1012f, -1000f);
    }
}
