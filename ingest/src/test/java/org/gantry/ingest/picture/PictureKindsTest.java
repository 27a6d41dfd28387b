package org.gantry.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gantry.ingest.picture.Pictures.encoded;
import static org.gantry.ingest.picture.Pictures.grey;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pictures are grey slices, and which are refused. */
class PictureKindsTest {
    @TempDir
    private Path folder;

    private Scan read(byte[] content) throws IOException {
        return Formats.all()
                .read(new Pictures(folder).write("1", content).folder().resolve("1"), ScanOrigin.of("scan"));
    }

    private AbstractThrowableAssert<?, ?> refused(byte[] content) {
        return assertThatThrownBy(() -> read(content))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageStartingWith(folder.resolve("1").toString());
    }

    private static BufferedImage filled(BufferedImage image, int... rgb) {
        for (int x = 0; x < rgb.length; x++) {
            image.setRGB(x, 0, rgb[x]);
        }
        return image;
    }

    @Test
    void sixteenBitPngsKeepAllTheirBits() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {0, 259, 65_535});
        Scan scan = read(encoded(image, "png"));
        assertThat(scan.slices().get(0)).containsExactly(0, 259, 65_535);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.range(0, 65_535));
    }

    @Test
    void coloursThatAreAllGreyCountAsGrey() throws IOException {
        int[] greys = {0xff010101, 0xff808080, 0xfffefefe};
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            Scan scan = read(encoded(filled(new BufferedImage(3, 1, type), greys), "png"));
            assertThat(scan.slices().get(0)).containsExactly(1, 128, 254);
            assertThat(scan.header().intensity()).isEqualTo(Intensity.range(0, 255));
        }
    }

    @Test
    void coloursAreRefused() {
        refused(encoded(filled(new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB), 0x808080, 0x808081), "png"))
                .hasMessageContaining("picture is in colour; save the slice itself in grey, without marks");
    }

    @Test
    void aPaletteIsLookedUp() throws IOException {
        byte[] ramp = {10, (byte) 200, 30};
        BufferedImage grey =
                new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, ramp, ramp, ramp));
        grey.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {2, 1, 0});
        assertThat(read(encoded(grey, "png")).slices().get(0)).containsExactly(30, 200, 10);
        BufferedImage colour = new BufferedImage(
                1, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, ramp, ramp, new byte[3]));
        refused(encoded(colour, "png")).hasMessageContaining("is in colour");
    }

    @Test
    void jpegsAreTakenAsTheyAreDecoded() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, 16, 16, 0, new int[256]);
        image.getRaster()
                .setSamples(8, 0, 8, 16, 0, grey(8, 16, 60).getRaster().getSamples(0, 0, 8, 16, 0, (int[]) null));
        Scan scan = read(encoded(image, "jpeg"));
        assertThat(scan.slices().get(0)[0]).isCloseTo(0, within(3f));
        assertThat(scan.slices().get(0)[255]).isCloseTo(60 + 127, within(12f));
    }

    @Test
    void tiffsWhoseNumbersWouldBeReadWrongAreRefused() {
        refused(tiff(12, TiffFixture.UNSIGNED, 1)).hasMessageContaining("BitsPerSample is 12; save it with 8 or 16");
        refused(tiff(8, TiffFixture.SIGNED, 1)).hasMessageContaining("SampleFormat is 2: signed bytes");
        refused(tiff(8, TiffFixture.UNSIGNED, 7)).hasMessageContaining("Compression is 7; save it without");
        refused(tiff(32, TiffFixture.UNSIGNED, 1)).hasMessageContaining("has whole numbers of 32 bits");
    }

    private static byte[] tiff(int bits, int format, int compression) {
        return new TiffFixture(ByteOrder.LITTLE_ENDIAN)
                .compression(compression)
                .page(4, 4, bits, format, b -> b.put(new byte[2 * bits]))
                .bytes();
    }

    @Test
    void pagesInARingAreRefused() {
        byte[] ring = new TiffFixture(ByteOrder.LITTLE_ENDIAN)
                .page(2, 2, 8, TiffFixture.UNSIGNED, b -> b.put(new byte[4]))
                .bytes(8);
        refused(ring).hasMessageContaining("pages are more than 16384 or form a ring");
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        byte[] file = new TiffFixture(ByteOrder.LITTLE_ENDIAN)
                .page(2, 1, 32, TiffFixture.FLOAT, b -> b.putFloat(1).putFloat(Float.NaN))
                .bytes();
        refused(file).hasMessageContaining("hold 1 that are no finite number, first NaN at (1, 0, 0)");
    }

    @Test
    void sizesThatAreNoSlicesAreRefusedBeforeTheyAreAllocated() {
        byte[] png = encoded(grey(3, 2, 0), "png");
        refused(sized(png, 5000, 5000)).hasMessageContaining("picture says 5000 x 5000 pixels; crop or resample");
        refused(sized(png, 4000, 4000)).hasMessageContaining("bytes, more than the file can hold");
    }

    /** Another size in the header of a PNG, whose checksum is set right. */
    private static byte[] sized(byte[] png, int width, int height) {
        ByteBuffer file = ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(file.array(), 12, 17);
        return file.putInt(29, (int) crc.getValue()).array();
    }

    @Test
    void aPackedPictureIsToBeUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(encoded(grey(3, 2, 0), "png"));
        }
        refused(packed.toByteArray()).hasMessageContaining("content is no PNG, TIFF or JPEG as it lies; unpack it");
    }
}
