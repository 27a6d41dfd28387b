package org.gantry.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gantry.ingest.picture.Pictures.firsts;
import static org.gantry.ingest.picture.Pictures.grey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
    @TempDir
    private Path folder;

    private Scan tiff(byte[] bytes, IntensityChoice choice) throws IOException {
        Path file = new Pictures(folder).write("scan.tif", bytes).folder().resolve("scan.tif");
        return ScanSource.file(Pictures.READER, file).read(new ScanOrigin("scan", "scan", "", choice));
    }

    @Test
    void thePicturesOfAFolderAreOneScanInTheOrderOfTheirNumbers() throws IOException {
        Pictures pictures = new Pictures(folder)
                .png("IM10.png", grey(3, 2, 30))
                .png("IM2.png", grey(3, 2, 20))
                .png("IM1.png", grey(3, 2, 10));
        assertThat(pictures.find().sources()).hasSize(1);
        Scan scan = pictures.scan();
        assertThat(scan.slices().get(0)).containsExactly(10, 11, 12, 13, 14, 15);
        assertThat(firsts(scan)).containsExactly(10f, 20f, 30f);
        assertThat(scan.header().rows()).isEqualTo(2);
        assertThat(scan.header().columns()).isEqualTo(3);
        assertThat(scan.header().patientId()).isEqualTo("patient");
        assertThat(scan.header().geometry()).isEqualTo(VolumeGeometry.UNKNOWN);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.range(0, 255));
        assertThat(scan.oddities())
                .containsExactly("pictures say no spacing: steps of 1 mm are taken, and their order as feet to head");
    }

    @Test
    void everyTypeOfTiffInBothByteOrdersReadsTheNumbersThatAreStored() throws IOException {
        record Stored(int bits, int format, float first, BiConsumer<ByteBuffer, Integer> put) {}
        List<Stored> types = List.of(
                new Stored(8, TiffFixture.UNSIGNED, 200, (b, n) -> b.put((byte) (n == 0 ? 200 : n))),
                new Stored(16, TiffFixture.UNSIGNED, 40_000, (b, n) -> b.putShort((short) (n == 0 ? 40_000 : n))),
                new Stored(16, TiffFixture.SIGNED, -1024, (b, n) -> b.putShort((short) (n == 0 ? -1024 : n))),
                new Stored(32, TiffFixture.FLOAT, -0.5f, (b, n) -> b.putFloat(n == 0 ? -0.5f : n)),
                new Stored(64, TiffFixture.FLOAT, -0.25f, (b, n) -> b.putDouble(n == 0 ? -0.25 : n)));
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (Stored type : types) {
                TiffFixture file = new TiffFixture(order).page(3, 2, type.bits(), type.format(), b -> {
                    for (int n = 0; n < 6; n++) {
                        type.put().accept(b, n);
                    }
                });
                assertThat(tiff(file.bytes(), IntensityChoice.RANGE).slices().get(0))
                        .as(order + " " + type.bits() + " bits")
                        .containsExactly(type.first(), 1, 2, 3, 4, 5);
            }
        }
    }

    @Test
    void blackAsTheLargestNumberIsTurned() throws IOException {
        TiffFixture file = new TiffFixture(ByteOrder.LITTLE_ENDIAN)
                .photometric(0)
                .page(3, 1, 8, TiffFixture.UNSIGNED, b -> b.put(new byte[] {0, 1, (byte) 255}));
        assertThat(tiff(file.bytes(), IntensityChoice.AUTO).slices().get(0)).containsExactly(255, 254, 0);
    }

    @Test
    void aTiffOfSeveralPagesIsAScanOfItsOwnAndItsSmallerPictureIsNoSlice() throws IOException {
        byte[] pages = new TiffFixture(ByteOrder.BIG_ENDIAN)
                .page(2, 2, 8, TiffFixture.UNSIGNED, b -> b.put(new byte[] {1, 2, 3, 4}))
                .page(2, 2, 8, TiffFixture.UNSIGNED, b -> b.put(new byte[] {5, 6, 7, 8}))
                .page(1, 1, 8, TiffFixture.UNSIGNED, b -> b.put((byte) 9))
                .bytes();
        FoundScans found = new Pictures(folder)
                .write("pages.tif", pages)
                .png("1.png", grey(3, 2, 10))
                .find();
        assertThat(found.sources().stream().map(ScanSource::first))
                .containsExactly(folder.resolve("1.png"), folder.resolve("pages.tif"));
        Scan scan = Formats.all().read(folder.resolve("pages.tif"), ScanOrigin.of("pages"));
        assertThat(firsts(scan)).containsExactly(1f, 5f);
        assertThat(scan.oddities()).contains("1 picture is left out, since most are 2 x 2: pages.tif page 3 is 1 x 1");
    }

    @Test
    void sixteenBitsWithoutSignAreHounsfieldUnitsPlus1024WhereTheyLookLikeCt() throws IOException {
        byte[] ct = Pictures.tiff16(TiffFixture.UNSIGNED, 0, 24, 1024, 1064, 2000, 2024);
        Scan scan = tiff(ct, IntensityChoice.AUTO);
        assertThat(scan.slices().get(0)).containsExactly(-1024, -1000, 0, 40, 976, 1000);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(scan.oddities()).contains("UINT16 from 0.0 to 2024.0 is taken as HU + 1024");
        Scan grey = tiff(Pictures.tiff16(TiffFixture.UNSIGNED, 0, 1, 2, 3, 4, 65_000), IntensityChoice.AUTO);
        assertThat(grey.header().intensity()).isEqualTo(Intensity.range(0, 65_000));
        assertThat(grey.slices().get(0)).endsWith(65_000);
        assertThat(tiff(ct, IntensityChoice.RANGE).header().intensity()).isEqualTo(Intensity.range(0, 2024));
        assertThat(tiff(ct, IntensityChoice.HU).oddities()).noneMatch(o -> o.contains("is taken as"));
    }

    @Test
    void signedNumbersAreHounsfieldUnitsAndFloatingOnesWhereTheyHoldAir() throws IOException {
        Scan signed = tiff(Pictures.tiff16(TiffFixture.SIGNED, -1000, 0, 1, 2, 3, 4), IntensityChoice.AUTO);
        assertThat(signed.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(floats(0, 0.25f, 1).header().intensity()).isEqualTo(Intensity.range(0, 1));
        assertThat(floats(-1000, 0, 40).header().intensity()).isEqualTo(Intensity.HU);
        assertThat(floats(0, 0.25f, 1).oddities())
                .contains("FLOAT32 from 0.0 to 1.0 is taken as grey values of that range");
    }

    private Scan floats(float... values) throws IOException {
        TiffFixture file = new TiffFixture(ByteOrder.LITTLE_ENDIAN).page(3, 1, 32, TiffFixture.FLOAT, b -> {
            for (float v : values) {
                b.putFloat(v);
            }
        });
        return tiff(file.bytes(), IntensityChoice.AUTO);
    }

    @Test
    void jumpsInTheNumbersAndRepeatedSlicesAreSaid() throws IOException {
        Pictures pictures = new Pictures(folder);
        for (int n : new int[] {4, 15, 26, 48, 59}) {
            assertThat(pictures.png(String.format("p7_z_%03d.png", n), grey(3, 2, n == 59 ? 15 : n)))
                    .isNotNull();
        }
        assertThat(pictures.find().sources().get(0).oddities())
                .containsExactly("numbers of slices jump from 26 to 48 where most go by 11: slices may be missing");
        assertThat(pictures.scan().slices()).hasSize(5);
        assertThat(pictures.scan().oddities()).contains("1 slice is repeated: p7_z_059.png repeats p7_z_015.png");
    }
}
