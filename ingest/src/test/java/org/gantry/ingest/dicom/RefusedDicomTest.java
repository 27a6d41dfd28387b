package org.gantry.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every refusal names the file, the attribute and the remedy. */
class RefusedDicomTest {
    @TempDir
    private Path folder;

    private AbstractThrowableAssert<?, ?> refused(byte[] content) {
        Path file = DicomFixture.write(folder.resolve("slice.dcm"), content);
        return assertThatThrownBy(() -> Formats.all().read(file, ScanOrigin.of("scan")))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageStartingWith(file.toString());
    }

    private AbstractThrowableAssert<?, ?> refused(DicomFixture fixture) {
        return refused(fixture.bytes());
    }

    private static DicomFixture slice() {
        return DicomFixture.slice(0, 1);
    }

    @Test
    void syntaxesThatAreNotReadByName() {
        refused(slice().syntax(DicomFixture.JPEG_LS))
                .hasMessageEndingWith("(0002,0010) TransferSyntaxUID is JPEG-LS Lossless, which Gantry does not read;"
                        + " save the series as JPEG Lossless or uncompressed, explicit little endian");
        refused(slice().syntax("1.2.3.4")).hasMessageContaining("is 1.2.3.4, which Gantry does not read");
    }

    @Test
    void filesThatEndTooEarly() {
        byte[] whole = slice().bytes();
        refused(Arrays.copyOf(whole, whole.length - 5))
                .hasMessageContaining("(7FE0,0010) PixelData says 24 bytes where the file can have 19 more");
        refused(Arrays.copyOf(whole, whole.length - 27)).hasMessageContaining("(7FE0,0010) PixelData ends after");
        refused(Arrays.copyOf(whole, whole.length - 36)).hasMessageContaining("(7FE0,0010) PixelData is missing");
        byte[] packed = slice().syntax(DicomFixture.DEFLATED).bytes();
        refused(Arrays.copyOf(packed, packed.length - 20)).hasMessageContaining("copy or download the file again");
    }

    @Test
    void pixelsThatAreFewerThanTheHeaderSays() {
        refused(slice().number(0x0028_0010, 60_000).number(0x0028_0011, 60_000))
                .hasMessageContaining("make 3600000000 voxels, more than 536870912");
        refused(slice().number(0x0028_0010, 20_000).number(0x0028_0011, 20_000))
                .hasMessageContaining("(7FE0,0010) PixelData has 24 bytes for 1 frames of 800000000 bytes");
        refused(slice().text(0x0028_0008, "IS", "3")).hasMessageContaining("24 bytes for 3 frames of 24 bytes");
        refused(slice().text(0x0028_0008, "IS", "2000000000"))
                .hasMessageContaining("(0028,0008) NumberOfFrames is 2000000000");
    }

    @Test
    void headersThatMakeNoSense() {
        refused(slice().number(0x0028_0100, 32)).hasMessageContaining("(0028,0100) BitsAllocated is 32");
        refused(slice().number(0x0028_0101, 17)).hasMessageContaining("(0028,0101) BitsStored is 17 of 16 bits");
        refused(slice().number(0x0028_0102, 3)).hasMessageContaining("(0028,0102) HighBit is 3");
        refused(slice().number(0x0028_0011, 0)).hasMessageContaining("(0028,0011) Columns is 0");
        refused(slice().number(0x0028_0002, 3)).hasMessageContaining("(0028,0002) SamplesPerPixel is 3");
        refused(slice().without(0x0028_0010)).hasMessageContaining("(0028,0010) Rows is missing");
        refused(slice().without(0x0008_0060)).hasMessageContaining("(0008,0060) Modality is missing");
        refused(slice().text(0x0028_1053, "DS", "one")).hasMessageContaining("RescaleSlope holds \"one\"");
        refused(slice().text(0x0028_1053, "DS", "0")).hasMessageContaining("RescaleSlope is 0");
        refused(slice().text(0x0028_1053, "DS", "1e300")).hasMessageContaining("no finite number");
        refused(slice().text(0x0020_0032, "DS", "1\\2")).hasMessageContaining("has 2 numbers, not 3");
        refused(slice().text(0x0020_0032, "DS", "1\\2\\1e300")).hasMessageContaining("ImagePositionPatient is");
        refused(slice().text(0x0020_0037, "DS", "1\\0\\0\\1\\0\\0")).hasMessageContaining("no two perpendicular");
        refused(slice().text(0x0028_0030, "DS", "0\\1")).hasMessageContaining("(0028,0030) PixelSpacing is");
        refused(slice().bytes(0x0020_0032, "DS", new byte[2000])).hasMessageContaining("says 2000 bytes");
    }

    @Test
    void sequencesWithoutAnEnd() {
        DicomFixture nested = DicomFixture.item();
        for (int depth = 0; depth < 100; depth++) {
            nested = DicomFixture.item().items(0x0040_0275, nested).undefinedLengths();
        }
        refused(slice().items(0x0040_0275, nested).undefinedLengths()).hasMessageContaining("more than 24 sequences");
    }

    @Test
    void moreVoxelsThanTheLimit() {
        Path file = slice().write(folder.resolve("slice.dcm"));
        assertThatThrownBy(() -> ScanSource.file(new DicomReader(11), file).read(ScanOrigin.of("scan")))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageContaining("make 12 voxels, more than 11; crop or resample");
    }

    @Test
    void framesThatCannotBeDecoded() {
        byte[] none = {};
        refused(slice().syntax(DicomFixture.RLE).fragments(none, new byte[70]))
                .hasMessageContaining("PixelData frame 1 is no RLE that can be decoded: it has 0 segments, not 2");
        refused(slice().syntax(DicomFixture.JPEG_2000).fragments(none, new byte[70]))
                .hasMessageContaining("frame 1 is no JPEG 2000 that can be decoded: it does not start as");
        refused(slice().syntax(DicomFixture.RLE).fragments(none)).hasMessageContaining("PixelData ends before frame 1");
        refused(slice().syntax(DicomFixture.RLE)).hasMessageContaining("PixelData is not in fragments although RLE is");
        refused(slice().syntax(DicomFixture.RLE).fragments(none, new byte[100_000]))
                .hasMessageContaining("has a fragment of 100000 bytes for a frame of 12 pixels");
    }
}
