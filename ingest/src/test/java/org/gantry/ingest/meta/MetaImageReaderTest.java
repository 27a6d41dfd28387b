package org.gantry.ingest.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.CountedVoxels;
import org.gantry.ingest.DeclaredSize;
import org.gantry.ingest.Formats;
import org.gantry.ingest.Mutants;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaImageReaderTest {
    private static final String HEADER = """
            ObjectType = Image
            NDims = 3
            BinaryData = True
            BinaryDataByteOrderMSB = False
            CompressedData = False
            TransformMatrix = 1 0 0 0 1 0 0 0 1
            Offset = 10 20 30
            CenterOfRotation = 0 0 0
            AnatomicalOrientation = RAI
            ElementSpacing = 1 2 3
            DimSize = 2 3 4
            ElementType = MET_SHORT
            ElementDataFile = LOCAL
            """;

    private static final byte[] LITTLE = CountedVoxels.bytes(ByteOrder.LITTLE_ENDIAN);

    @TempDir
    private Path folder;

    private Scan read(String header, byte[] voxels) throws IOException {
        Path file = Files.write(folder.resolve("scan.mha"), CountedVoxels.file(header, voxels));
        return Formats.all().read(file, ScanOrigin.of("scan"));
    }

    private AbstractThrowableAssert<?, ?> refused(String from, String to) {
        return assertThatThrownBy(() -> read(HEADER.replace(from, to), LITTLE))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageStartingWith(folder.toString());
    }

    @Test
    void voxelsLieWhereTheHeaderSays() throws IOException {
        Scan scan = read(HEADER, LITTLE);
        assertThat(scan.slices().get(0)).containsExactly(-1000, -999, -998, -997, -996, -995);
        assertThat(scan.header().geometry()).isEqualTo(CountedVoxels.PLACED);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(scan.oddities()).isEmpty();
    }

    @Test
    void eachThreeNumbersOfTheMatrixAreTheDirectionOfAnAxis() throws IOException {
        // i to the back, j to the feet, k to the right: a sagittal scan
        Scan scan = read(HEADER.replace("1 0 0 0 1 0 0 0 1", "0 1 0 0 0 -1 -1 0 0"), LITTLE);
        assertThat(scan.slices()).hasSize(3);
        assertThat(scan.header().rows()).isEqualTo(2);
        assertThat(scan.header().columns()).isEqualTo(4);
        // voxel (0, 2, 3): the front, the feet and the right, where the first slice starts
        assertThat(scan.slices().get(0)[0]).isEqualTo(-1000 + 2 * 2 + 3 * 6);
        assertThat(scan.header().geometry().slice().z()).isEqualTo(2);
    }

    @Test
    void theSameScanInEitherByteOrderPackedOrBesideIsTheSame() throws IOException {
        String expected = read(HEADER, LITTLE).contentDigest();
        assertThat(read(HEADER.replace("MSB = False", "MSB = True"), CountedVoxels.bytes(ByteOrder.BIG_ENDIAN))
                        .contentDigest())
                .isEqualTo(expected);
        assertThat(read(HEADER.replace("edData = False", "edData = True"), CountedVoxels.zlib(LITTLE))
                        .contentDigest())
                .isEqualTo(expected);
        Path raw = Files.write(folder.resolve("scan.raw"), LITTLE);
        assertThat(read(HEADER.replace("LOCAL", raw.getFileName().toString()), new byte[0])
                        .contentDigest())
                .isEqualTo(expected);
    }

    @Test
    void voxelsInAnotherFolderOrInSeveralFilesAreNotLookedFor() {
        for (String name :
                Arrays.asList("../scan.raw", "/etc/passwd", "a\\b.raw", "LIST", "scan.mha", "z%03d.raw 1 4 1", "..")) {
            refused("LOCAL", name).hasMessageContaining("ElementDataFile is " + name + "; save the scan as one .mha");
        }
        refused("LOCAL", "none.raw").hasMessageContaining("none.raw: path does not exist");
    }

    @Test
    void whatIsNotReadIsRefusedByName() {
        refused("NDims = 3", "NDims = 4").hasMessageContaining("ndims is 4; save one volume as 3D");
        refused("BinaryData = True", "BinaryData = False").hasMessageContaining("binarydata is False");
        refused("MET_SHORT", "MET_LONG_LONG").hasMessageContaining("ElementType is MET_LONG_LONG");
        refused("DimSize = 2 3 4", "DimSize = 2 0 4").hasMessageContaining("dimsize is 2 0 4; the header is damaged");
        refused("ElementSpacing = 1 2 3", "ElementSpacing = 1 2 nothing").hasMessageContaining("not 3 numbers");
        refused("ElementSpacing = 1 2 3", "ElementSpacing = 1 2 NaN").hasMessageContaining("geometry is unusable");
        refused("ElementDataFile = LOCAL\n", "").hasMessageContaining("header does not end");
        refused("DimSize = 2 3 4", "DimSize = 2 3 5").hasMessageContaining("voxels end after 24 of 30");
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] raw = CountedVoxels.file(HEADER, LITTLE);
        byte[] packed =
                CountedVoxels.file(HEADER.replace("edData = False", "edData = True"), CountedVoxels.zlib(LITTLE));
        for (byte[] right : Arrays.asList(raw, packed)) {
            new Mutants(right, HEADER.length())
                    .areReadOrRefused(
                            new MetaImageReader(), folder.resolve("mutant.mha"), DeclaredSize.behind("DimSize ="));
        }
    }
}
