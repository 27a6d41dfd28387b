package org.gantry.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.RealScans;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real pictures against CRC32s over all voxels as little endian float32, slice after slice, which Pillow 9.4 and numpy
 * gave: {@code zlib.crc32(numpy.array(Image.open(f)).astype('<f4') - offset, crc)}.
 */
class RealPicturesTest {
    private static String crc(Scan scan) {
        CRC32 crc = new CRC32();
        for (float[] slice : scan.slices()) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * slice.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(slice);
            crc.update(bytes);
        }
        return String.format("%08x", crc.getValue());
    }

    @ParameterizedTest
    @CsvSource({
        "png-stack-luna16/normal/normal_patient_1, 23, false, 25b08577",
        "png-stack-luna16/normal/normal_patient_2, 23, false, f8737fee",
        "png-stack-luna16/normal/normal_patient_3, 25, false, b6b92aac",
        "tiff16-covid-ctset-layout/covid/P001/SR_2, 6, true, f8b2d485",
        "tiff16-covid-ctset-layout/normal/normal001/SR_2, 6, true, f635f9c4",
        "tiff16-native-finding-lungs, 7, true, 6aab8313"
    })
    void foldersOfSlices(String name, int depth, boolean hu, String crc) throws IOException {
        Pictures pictures = new Pictures(RealScans.path(name));
        Scan scan = pictures.scan();
        assertThat(scan.slices()).hasSize(depth);
        assertThat(scan.header().rows()).isEqualTo(512);
        assertThat(scan.header().columns()).isEqualTo(512);
        assertThat(crc(scan)).isEqualTo(crc);
        assertThat(scan.header().intensity()).isEqualTo(hu ? Intensity.HU : Intensity.range(0, 255));
        assertThat(scan.oddities()).noneMatch(o -> o.contains("left out") || o.contains("twice"));
        assertThat(pictures.find().sources().get(0).oddities()).isEmpty();
        assertThat(pictures.find().refused()).isEmpty();
    }
}
