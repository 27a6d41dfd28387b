package org.gantry.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.Formats;
import org.gantry.ingest.RealScans;
import org.gantry.ingest.dataset.Catalogue;
import org.gantry.ingest.dataset.Part;
import org.gantry.ingest.paper.PaperDataset;
import org.gantry.ingest.paper.PaperLabelling;
import org.gantry.ingest.read.ScanOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * COVID-CTset as its authors hand it out, in 16 bits without sign and in floating numbers, with its lists and without.
 */
class CovidCtsetTest {
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    private static List<Scan> scans(Path root, Map<Part, Path> lists) throws IOException {
        List<Scan> scans = new ArrayList<>();
        for (Catalogue.Entry entry : catalogue(root, lists).scans()) {
            scans.add(entry.source().read(ScanOrigin.of(entry.labelled().scanId())));
        }
        return scans;
    }

    private static Catalogue catalogue(Path root, Map<Part, Path> lists) throws IOException {
        return new PaperLabelling(PaperDataset.COVID_CTSET, lists).catalogue(root, Formats.finder());
    }

    private Path list(String ending) throws IOException {
        return Files.writeString(folder.resolve("train.json"), """
                {"covid": {"P001": {"SR_2": ["IM00024%1$s", "IM00043%1$s", "IM00062%1$s"]}},
                 "normal": {"normal001": {"SR_2": ["IM00025%1$s"]}}}""".formatted(ending));
    }

    @Test
    void itsFoldersAreLabelsPatientsAndScans() throws IOException {
        Catalogue catalogue = catalogue(RealScans.path("tiff16-covid-ctset-layout"), Map.of());
        assertThat(catalogue.scans())
                .extracting(e -> e.labelled().scanId() + " " + e.labelled().label())
                .containsExactly("covid-P001-SR_2 NCP", "normal-normal001-SR_2 Normal");
        assertThat(catalogue.scans())
                .allSatisfy(e -> assertThat(e.source().files()).hasSize(6));
    }

    @Test
    void aListOfPngsNamesTheTiffsThatLieThere() throws IOException {
        Path root = RealScans.path("tiff16-covid-ctset-layout");
        for (String ending : List.of(".png", ".tif", ".tiff")) {
            Catalogue catalogue = catalogue(root, Map.of(Part.TRAIN, list(ending)));
            assertThat(catalogue.scans())
                    .extracting(e -> e.source().files().size())
                    .containsExactly(3, 1);
            assertThat(catalogue.findings().oddities())
                    .noneMatch(o -> o.contains("lack") || o.contains("no order"))
                    .anyMatch(o -> ending.equals(".tif")
                            || o.equals("2 scans are listed with another ending than their files have:"
                                    + " covid/P001/SR_2, normal/normal001/SR_2"));
        }
    }

    @Test
    void aListOfTiffsNamesThePngsThatLieThere() throws IOException {
        Path scan = Files.createDirectories(folder.resolve("set/covid/P001/SR_2"));
        assertThat(new Pictures(scan)
                        .png("IM00024.png", Pictures.grey(3, 2, 10))
                        .png("IM00043.png", Pictures.grey(3, 2, 20))
                        .png("IM00099.png", Pictures.grey(3, 2, 30))
                        .find()
                        .sources())
                .hasSize(1);
        assertThat(scans(folder.resolve("set"), Map.of(Part.TRAIN, list(".tif"))))
                .singleElement()
                .satisfies(s -> assertThat(Pictures.firsts(s)).containsExactly(10f, 20f));
    }

    @Test
    void sixteenBitsWithoutSignAreHu() throws IOException {
        Scan scan = scans(RealScans.path("tiff16-covid-ctset-layout"), Map.of()).get(0);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(scan.oddities()).anyMatch(o -> o.contains("UINT16") && o.endsWith("is taken as HU + 1024"));
    }

    /** The same slices in HU and each divided by its largest number: a line leads from one to the other. */
    @Test
    void floatingNumbersAreGreyValuesAndWhatThatAssumesIsSaid() throws IOException {
        Path scan = Files.createDirectories(folder.resolve("set/covid/P001/SR_2"));
        for (int s = 0; s < 3; s++) {
            int top = 2000 + 100 * s;
            byte[] tiff = new TiffFixture(ByteOrder.LITTLE_ENDIAN)
                    .page(SIDE, SIDE, 32, TiffFixture.FLOAT, b -> {
                        for (int n = 0; n < SIDE * SIDE; n++) {
                            b.putFloat((float) stored(n, top) / top);
                        }
                    })
                    .bytes();
            Files.write(scan.resolve("IM" + s + ".tif"), tiff);
        }
        Scan read = scans(folder.resolve("set"), Map.of()).get(0);
        assertThat(read.header().intensity()).isEqualTo(Intensity.range(0, 1));
        for (int n = 0; n < SIDE * SIDE; n++) {
            assertThat(2100 * read.slices().get(1)[n]).isEqualTo(stored(n, 2100), Offset.offset(0.01f));
        }
        assertThat(read.oddities())
                .contains("FLOAT32 from 0.0 to 1.0 is taken as grey values of that range: the largest of every slice is"
                        + " 1, so each is taken to have been divided by its own largest number, which is lost, and with"
                        + " it HU and the brightness of slices beside each other");
    }

    private static int stored(int n, int top) {
        return n == 0 ? top : n * 7 % 1200;
    }
}
