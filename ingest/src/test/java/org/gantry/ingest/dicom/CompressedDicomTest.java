package org.gantry.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedDicomTest {
    private static final byte[] NO_TABLE = {};

    @TempDir
    private Path folder;

    private Scan read(DicomFixture fixture) throws IOException {
        return Formats.all().read(fixture.write(folder.resolve("slice.dcm")), ScanOrigin.of("scan"));
    }

    private static short[] cells(int from) {
        short[] cells = new short[12];
        for (int n = 0; n < cells.length; n++) {
            cells[n] = (short) (from + n);
        }
        return cells;
    }

    private static DicomFixture frames(int count) {
        return DicomFixture.slice(0, 1)
                .syntax(DicomFixture.RLE)
                .text(0x0028_0008, "IS", Integer.toString(count))
                .text(0x0028_1052, "DS", "-1000");
    }

    @Test
    void runsAndLiteralsAreUnpacked() throws IOException {
        int rows = 40;
        int columns = 50;
        short[] cells = new short[rows * columns];
        Random random = new Random(1);
        for (int n = 0; n < cells.length; n++) {
            cells[n] = (short) (n % 700 < 300 ? 7 : random.nextInt(1 << 12));
        }
        Scan scan = read(frames(1)
                .number(0x0028_0010, rows)
                .number(0x0028_0011, columns)
                .fragments(NO_TABLE, RunLengthEncoder.frame(cells)));
        for (int n = 0; n < cells.length; n++) {
            assertThat(scan.slices().get(0)[n]).isEqualTo(cells[n] - 1000);
        }
    }

    @Test
    void signedCellsOfSixteenBitsSurvive() throws IOException {
        short[] cells = cells(-500);
        Scan scan = read(frames(1)
                .number(0x0028_0101, 16)
                .number(0x0028_0102, 15)
                .number(0x0028_0103, 1)
                .text(0x0028_1052, "DS", "0")
                .fragments(NO_TABLE, RunLengthEncoder.frame(cells)));
        assertThat(scan.slices().get(0)[0]).isEqualTo(-500);
        assertThat(scan.slices().get(0)[11]).isEqualTo(-489);
    }

    @Test
    void aFrameMayBeInPiecesAndTheTableEmpty() throws IOException {
        byte[] whole = RunLengthEncoder.frame(cells(0));
        Scan scan = read(
                frames(1).fragments(NO_TABLE, Arrays.copyOf(whole, 70), Arrays.copyOfRange(whole, 70, whole.length)));
        assertThat(scan.slices().get(0)[11]).isEqualTo(-989);
    }

    @Test
    void severalFramesAreToldApartByTheTableElseByTheirStart() throws IOException {
        byte[] first = RunLengthEncoder.frame(cells(0));
        byte[] second = RunLengthEncoder.frame(cells(100));
        Scan plain = read(frames(2).fragments(NO_TABLE, first, second));
        assertThat(plain.slices().stream().map(s -> s[1])).containsExactly(-999f, -899f);
        byte[] table = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putInt(first.length + 16)
                .array();
        Scan pieces = read(frames(2)
                .fragments(table, Arrays.copyOf(first, 66), Arrays.copyOfRange(first, 66, first.length), second));
        assertThat(pieces.slices().stream().map(s -> s[1])).containsExactly(-999f, -899f);
    }

    @Test
    void aFrameThatIsMissingIsSaid() {
        DicomFixture fixture =
                frames(3).fragments(NO_TABLE, RunLengthEncoder.frame(cells(0)), RunLengthEncoder.frame(cells(1)));
        assertThatThrownBy(() -> read(fixture))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageContaining("(7FE0,0010) PixelData ends before frame 3");
    }

    @Test
    void extendedJpegHasTwelveBits() throws IOException {
        float[] pixels = read(ExtendedJpegFixture.slice()).slices().get(0);
        for (int n = 0; n < pixels.length; n++) {
            int original =
                    ExtendedJpegFixture.original(n / ExtendedJpegFixture.COLUMNS, n % ExtendedJpegFixture.COLUMNS);
            assertThat(pixels[n]).as("pixel " + n).isCloseTo(original, within(12f));
        }
        // what dcmtk's dcmdjpeg makes of it; decoders may round otherwise
        float[] dcmtk = {4093, 4095, 4087, 4095, 2905, 2775};
        assertThat(Arrays.copyOf(pixels, dcmtk.length)).containsExactly(dcmtk, within(1f));
    }
}
