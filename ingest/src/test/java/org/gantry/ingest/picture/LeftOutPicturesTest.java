package org.gantry.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gantry.ingest.picture.Pictures.encoded;
import static org.gantry.ingest.picture.Pictures.firsts;
import static org.gantry.ingest.picture.Pictures.grey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.Formats;
import org.gantry.ingest.dataset.ScanFolder;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no slice of a scan is left out by name, until too little is left. */
class LeftOutPicturesTest {
    @TempDir
    private Path folder;

    private byte[] cut() {
        byte[] whole = encoded(grey(3, 2, 10), "png");
        return Arrays.copyOf(whole, whole.length - 30);
    }

    @Test
    void theMostFrequentSizeStays() throws IOException {
        Scan scan = new Pictures(folder)
                .png("1.png", grey(5, 4, 0))
                .png("2.png", grey(3, 2, 20))
                .png("3.png", grey(3, 2, 30))
                .scan();
        assertThat(firsts(scan)).containsExactly(20f, 30f);
        assertThat(scan.oddities()).contains("1 picture is left out, since most are 3 x 2: 1.png is 5 x 4");
    }

    @Test
    void theMostFrequentTypeStays() throws IOException {
        Scan scan = new Pictures(folder)
                .png("1.png", grey(3, 2, 10))
                .png("2.png", grey(3, 2, 20))
                .write("3.tif", Pictures.tiff16(TiffFixture.UNSIGNED, 1, 2, 3, 4, 5, 6))
                .scan();
        assertThat(firsts(scan)).containsExactly(10f, 20f);
        assertThat(scan.oddities()).contains("1 picture is left out, since most are UINT8: 3.tif is UINT16");
    }

    @Test
    void damagedSlicesAreLeftOutByNameAsLongAsHalfRemain() throws IOException {
        Pictures pictures = new Pictures(folder).png("1.png", grey(3, 2, 10)).write("2.png", cut());
        Scan scan = pictures.scan();
        assertThat(firsts(scan)).containsExactly(10f);
        assertThat(scan.oddities())
                .contains("one slice only")
                .anySatisfy(o -> assertThat(o)
                        .startsWith("1 picture is left out: ")
                        .contains("2.png: picture cannot be decoded ("));
        assertThatThrownBy(() -> pictures.write("3.png", cut()).scan())
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageStartingWith(folder + ": pictures hold 1 slices that fit together, of 3: ")
                .hasMessageContaining("3.png: picture cannot be decoded (")
                .hasMessageEndingWith(
                        "; keep one scan's slices in a folder of their own, copy damaged ones again, or ingest"
                                + " with --mend");
    }

    @Test
    void aSinglePictureThatIsDamagedIsRefusedWithItsOwnReason() {
        Pictures pictures = new Pictures(folder).write("1.png", cut());
        assertThatThrownBy(pictures::scan)
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageStartingWith(folder.resolve("1.png") + ": picture cannot be decoded (");
    }

    @Test
    void filesOfWhichNothingCanBeReadAreDamagedSlicesOfThoseBesideThem() throws IOException {
        Pictures pictures = new Pictures(folder)
                .png("1.png", grey(3, 2, 10))
                .png("3.png", grey(3, 2, 30))
                .write("2.tif", new byte[] {'I', 'I', 42, 0, 100, 0, 0, 0})
                .write("4.PNG", new byte[0]);
        ScanFolder found = Formats.finder().list(folder);
        assertThat(found.findings().oddities()).isEmpty();
        assertThat(found.scans()).hasSize(1);
        assertThat(found.scans().get(0).source().files()).hasSize(4);
        Scan scan = found.scans().get(0).source().read(ScanOrigin.of("scan"));
        assertThat(firsts(scan)).containsExactly(10f, 30f);
        assertThat(scan.oddities())
                .contains("2 pictures are left out: " + folder.resolve("2.tif")
                        + ": pages end too early; the file is truncated: copy or download it again, "
                        + folder.resolve("4.PNG")
                        + ": content is no PNG, TIFF or JPEG as it lies; unpack it, or save it as one of them");
        assertThat(new Pictures(Files.createDirectories(folder.resolve("alone")))
                        .write("2.tif", new byte[] {'I', 'I', 42, 0, 100, 0, 0, 0})
                        .find()
                        .refused())
                .containsExactly(folder.resolve("alone/2.tif")
                        + ": pages end too early; the file is truncated: copy or download it again");
        assertThat(pictures.folder()).isEqualTo(folder);
    }

    @Test
    void tooManyVoxelsAreRefusedBeforeTheyAreRead() throws IOException {
        Pictures pictures = new Pictures(folder).png("1.png", grey(3, 2, 10)).png("2.png", grey(3, 2, 20));
        var source = pictures.find().sources().get(0);
        assertThatThrownBy(() -> new PictureReader(11).read(source, ScanOrigin.of("scan")))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageContaining("pictures are 2 slices of 3 x 2: more than 11 voxels");
    }
}
