package org.gantry.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.RealScans;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real series against numbers that other programs took from the same bytes. */
class RealDicomTest {
    private static FoundScans find(String folder) throws IOException {
        try (Stream<Path> files = Files.list(RealScans.path(folder))) {
            return new DicomReader().find(files.sorted().toList());
        }
    }

    private static Scan read(String folder) throws IOException {
        FoundScans found = find(folder);
        assertThat(found.refused()).isEmpty();
        assertThat(found.sources()).hasSize(1);
        return found.sources().get(0).read(ScanOrigin.of("real"));
    }

    /** CRC-32 of every voxel as little endian float32. */
    private static String crc(Scan scan) {
        CRC32 crc = new CRC32();
        for (float[] slice : scan.slices()) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * slice.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(slice);
            crc.update(bytes.array());
        }
        return Long.toHexString(crc.getValue());
    }

    @ParameterizedTest
    @CsvSource({
        "dicom-covid-ct-md/covid/P001-whole, 148, 44, f7d1e918, -346.1, 2, 172.1259765625",
        "dicom-covid-ct-md/cap/cap001, 21, -360, 13329dd7, -395.9, 16, 152.705078125",
        "dicom-covid-ct-md/normal/normal001, 19, 40, 442aa831, -324.5, 16, 162.1826171875",
        "dicom-signed16-lidc-0001, 6, -903, a4d93241, -130, 6.5, 166",
        "dicom-uncompressed-cptac-C3N-00247, 10, 163, 93a81dae, -285, 24.6666667, 143.2177734375"
    })
    void everyVoxelIsWhatAnotherProgramReads(
            String folder, int depth, float voxel, String crc, double feet, double spacing, double right)
            throws IOException {
        Scan scan = read(folder);
        assertThat(scan.slices()).hasSize(depth);
        assertThat(scan.slices().get(1)[200 * 512 + 300]).isEqualTo(voxel);
        assertThat(crc(scan)).isEqualTo(crc);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        Vector3 first = scan.header().geometry().origin();
        assertThat(first.z()).isEqualTo(feet);
        assertThat(first.x()).isEqualTo(right);
        assertThat(scan.header().geometry().slice().z()).isCloseTo(spacing, within(1e-6));
    }

    @Test
    void whatIsOddAboutRealSeriesIsSaid() throws IOException {
        assertThat(read("dicom-covid-ct-md/covid/P001-whole").oddities()).isEmpty();
        assertThat(read("dicom-signed16-lidc-0001").oddities())
                .containsExactly(
                        "slices are 7.50 mm apart, but not in 1 of 5 steps, first 2.50 mm between -100.000000.dcm and"
                                + " -97.500000.dcm: 6.50 mm taken",
                        "334632 of 1572864 voxels were below -1024 HU, where no tissue is: taken as air");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compressed_jpeg", "compressed_rle", "compressed_j2k"})
    void threeCompressionsOfOneSliceGiveTheSamePixels(String folder) throws IOException {
        Path path = RealScans.path("dicom-codecs-mr/" + folder + "/IM-0001-0001-0001.dcm");
        try (DicomFile file = DicomFile.open(new ScanFile(path))) {
            CRC32 crc = new CRC32();
            for (int pixel : file.frames(PixelFormat.of(file.attributes()), 1).next()) {
                crc.update(pixel);
                crc.update(pixel >>> 8);
            }
            assertThat(crc.getValue()).isEqualTo(0xe30ed755L);
        }
    }

    @Test
    void aRealJpegLsIsRefusedByName() throws IOException {
        FoundScans found = find("dicom-codecs-mr/compressed_jpegls");
        assertThat(found.sources()).isEmpty();
        assertThat(found.refused()).hasSize(2).allMatch(r -> r.contains("TransferSyntaxUID is JPEG-LS Lossless"));
    }

    @Test
    void aRealMrIsRefusedWithItsModality() throws IOException {
        FoundScans found = find("dicom-codecs-mr/compressed_rle");
        assertThat(found.sources()).isEmpty();
        assertThat(found.refused()).hasSize(2).allMatch(r -> r.contains("(0008,0060) Modality is MR; Gantry reads CT"));
    }
}
