package org.gantry.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gantry.ingest.picture.Pictures.encoded;
import static org.gantry.ingest.picture.Pictures.firsts;
import static org.gantry.ingest.picture.Pictures.grey;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.fault.Fault;
import org.gantry.ingest.fault.FaultKind;
import org.gantry.ingest.fault.Faults;
import org.gantry.ingest.read.Examined;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is at fault in a folder of slices is only said, and mended where that is asked for. */
class MendedPicturesTest {
    @TempDir
    private Path folder;

    private static Examined examined(Pictures pictures, boolean mend) throws IOException {
        return pictures.find()
                .sources()
                .get(0)
                .examine(new ScanOrigin("scan", "patient", "set", IntensityChoice.AUTO, mend));
    }

    private byte[] cut() {
        byte[] whole = encoded(grey(3, 2, 10), "png");
        return Arrays.copyOf(whole, whole.length - 30);
    }

    /** Twice the size of {@link Pictures#grey}, each pixel four times. */
    private static BufferedImage twice(int first) {
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 6; x++) {
                image.getRaster().setSample(x, y, 0, first + y / 2 * 3 + x / 2);
            }
        }
        return image;
    }

    @Test
    void anotherSizeOfTheSameShapeIsResizedAndAnotherShapeLeftOut() throws IOException {
        Pictures pictures = new Pictures(folder)
                .png("1.png", grey(3, 2, 10))
                .png("2.png", twice(20))
                .png("3.png", grey(3, 2, 30))
                .png("4.png", grey(5, 2, 40));
        Examined mended = examined(pictures, true);
        assertThat(mended.scan().slices()).hasSize(3);
        float[] resized = mended.scan().slices().get(1);
        for (int i = 0; i < 6; i++) {
            assertThat(resized[i]).isEqualTo(20 + i, Offset.offset(1f));
        }
        assertThat(mended.scan().oddities())
                .contains("mended: 2.png is 6 x 4, resized to 3 x 2")
                .contains("1 picture is left out, since most are 3 x 2: 4.png is 5 x 2");
        assertThat(mended.faults())
                .contains(
                        new Fault(FaultKind.NON_UNIFIED, "2.png", "is 6 x 4"),
                        new Fault(FaultKind.NON_UNIFIED, "4.png", "is 5 x 2"));
        assertThat(firsts(examined(pictures, false).scan())).containsExactly(10f, 30f);
    }

    @Test
    void anotherTypeIsBroughtToTheGreyValuesOfTheSliceBesideIt() throws IOException {
        Pictures pictures = new Pictures(folder)
                .png("1.png", grey(3, 2, 10))
                .png("2.png", grey(3, 2, 20))
                .write("3.tif", Pictures.tiff16(TiffFixture.UNSIGNED, 1000, 1100, 1200, 1300, 1400, 1600));
        Examined mended = examined(pictures, true);
        assertThat(mended.scan().slices().get(2))
                .containsExactly(new float[] {20, 21, 22, 23, 24, 25}, Offset.offset(0.5f));
        assertThat(mended.scan().oddities())
                .contains("mended: 3.tif is UINT16, taken as 0.008652 v +11.56, as the slice beside it");
        assertThat(firsts(examined(pictures, false).scan())).containsExactly(10f, 20f);
    }

    @Test
    void aDamagedSliceIsNamedWithItsRemedyAndLeftOutWhereAQuarterIsThere() throws IOException {
        Pictures pictures = new Pictures(folder)
                .png("1.png", grey(3, 2, 10))
                .write("2.png", cut())
                .write("3.png", cut())
                .write("4.png", cut());
        assertThatThrownBy(() -> examined(pictures, false))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageContaining("2.png: picture cannot be decoded")
                .hasMessageEndingWith("copy damaged ones again, or ingest with --mend");
        Examined mended = examined(pictures, true);
        assertThat(firsts(mended.scan())).containsExactly(10f);
        assertThat(mended.faults()).extracting(Fault::kind).containsOnly(FaultKind.DAMAGED);
        assertThat(mended.faults()).extracting(Fault::slice).containsExactly("2.png", "3.png", "4.png");
        Pictures more = pictures.write("5.png", cut());
        assertThatThrownBy(() -> examined(more, true))
                .hasMessageEndingWith("keep one scan's slices in a folder of their own");
    }

    @Test
    void aRepeatedSliceStaysUnlessMended() throws IOException {
        Pictures pictures = new Pictures(folder)
                .png("1.png", grey(3, 2, 10))
                .png("2.png", grey(3, 2, 20))
                .png("3.png", grey(3, 2, 10));
        Scan plain = examined(pictures, false).scan();
        assertThat(firsts(plain)).containsExactly(10f, 20f, 10f);
        assertThat(plain.oddities()).contains("1 slice is repeated: 3.png repeats 1.png");
        Scan mended = examined(pictures, true).scan();
        assertThat(firsts(mended)).containsExactly(10f, 20f);
        assertThat(mended.oddities()).contains("mended: 1 repeated slice left out: 3.png repeats 1.png");
    }

    @Test
    void totalsCountSlicesAndScansByKind() {
        Faults faults = new Faults();
        assertThat(faults.total(false)).isEmpty();
        Fault repeated = new Fault(FaultKind.REPEATED, "2.png", "repeats 1.png");
        faults.add(List.of(repeated, repeated, new Fault(FaultKind.NOISY, "3.png", "is noisy")));
        faults.add(List.of(repeated));
        faults.add(List.of());
        assertThat(faults.total(false))
                .contains("slices at fault: 3 repeated in 2 scans, 1 noisy in 1 scan; --mend mends those of pictures");
        assertThat(faults.figures())
                .isEqualTo(
                        Map.of("repeated", Map.of("slices", 3, "scans", 2), "noisy", Map.of("slices", 1, "scans", 1)));
    }
}
