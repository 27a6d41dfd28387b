package org.gantry.ingest.nrrd;

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
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.CountedVoxels;
import org.gantry.ingest.DeclaredSize;
import org.gantry.ingest.Formats;
import org.gantry.ingest.Mutants;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NrrdReaderTest {
    private static final String HEADER = """
            NRRD0004
            # Complete NRRD file format specification at:
            type: short
            dimension: 3
            space: left-posterior-superior
            sizes: 2 3 4
            space directions: (1,0,0) (0,2,0) (0,0,3)
            kinds: domain domain domain
            endian: little
            encoding: raw
            space origin: (10,20,30)
            made by:=a scanner: of ours

            """;

    private static final byte[] LITTLE = CountedVoxels.bytes(ByteOrder.LITTLE_ENDIAN);

    @TempDir
    private Path folder;

    private Scan read(String header, byte[] voxels) throws IOException {
        Path file = Files.write(folder.resolve("scan.nrrd"), CountedVoxels.file(header, voxels));
        return Formats.all().read(file, ScanOrigin.of("scan"));
    }

    private AbstractThrowableAssert<?, ?> refused(String from, String to) {
        return assertThatThrownBy(() -> read(HEADER.replace(from, to), LITTLE))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageStartingWith(folder.resolve("scan.nrrd").toString());
    }

    @Test
    void voxelsLieWhereTheHeaderSays() throws IOException {
        Scan scan = read(HEADER, LITTLE);
        assertThat(scan.slices()).hasSize(4);
        assertThat(scan.slices().get(0)).containsExactly(-1000, -999, -998, -997, -996, -995);
        assertThat(scan.slices().get(3)).endsWith(-977);
        assertThat(scan.header().geometry()).isEqualTo(CountedVoxels.PLACED);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(scan.oddities()).isEmpty();
    }

    @Test
    void theSameScanInEverySpaceEncodingAndByteOrderIsTheSame() throws IOException {
        String expected = read(HEADER, LITTLE).contentDigest();
        String ras = HEADER.replace("left-posterior-superior", "RAS")
                .replace("(1,0,0) (0,2,0)", "(-1,0,0) (0,-2,0)")
                .replace("(10,20,30)", "(-10,-20,30)");
        String las = ras.replace("RAS", "LAS").replace("(-1,0,0)", "(1,0,0)").replace("(-10,", "(10,");
        String big = HEADER.replace("little", "big");
        assertThat(read(ras, LITTLE).contentDigest()).isEqualTo(expected);
        assertThat(read(las, LITTLE).contentDigest()).isEqualTo(expected);
        assertThat(read(big, CountedVoxels.bytes(ByteOrder.BIG_ENDIAN)).contentDigest())
                .isEqualTo(expected);
        assertThat(read(HEADER.replace("raw", "gzip"), CountedVoxels.gzip(LITTLE))
                        .contentDigest())
                .isEqualTo(expected);
    }

    @Test
    void withoutSpaceTheSpacingsCountAndThatIsSaid() throws IOException {
        Scan scan = read(HEADER.replaceAll("space[^\\n]*\\n", "").replace("kinds", "spacings: 1 2 3\nkinds"), LITTLE);
        assertThat(scan.header().geometry().slice()).isEqualTo(new Vector3(0, 0, 3));
        assertThat(scan.header().geometry().row()).isEqualTo(new Vector3(0, -2, 0));
        assertThat(scan.oddities()).contains("orientation is not known: axes taken as left, back, head");
    }

    @Test
    void whatIsNotReadIsRefusedByName() {
        refused("endian", "data file: scan.raw\nendian").hasMessageContaining("data file names another file");
        refused("dimension: 3", "dimension: 4").hasMessageContaining("dimension is 4; save one volume as 3D");
        refused("encoding: raw", "encoding: bzip2").hasMessageContaining("encoding is bzip2");
        refused("type: short", "type: block").hasMessageContaining("type is block");
        refused("endian: little\n", "").hasMessageContaining("endian is missing");
        refused("space: left-posterior-superior\n", "").hasMessageContaining("space is missing");
        refused("left-posterior-superior", "3D-right-handed").hasMessageContaining("space is 3D-right-handed");
        refused("sizes: 2 3 4", "sizes: 2 3").hasMessageContaining("sizes is 2 3, not 3 numbers");
        refused("sizes: 2 3 4", "sizes: 2 3 99999").hasMessageContaining("more than the file can hold");
        refused("(0,2,0)", "(2,0,0)").hasMessageContaining("geometry is unusable");
        refused("sizes: 2 3 4", "sizes: 2 3 5").hasMessageContaining("voxels end after 24 of 30");
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] raw = CountedVoxels.file(HEADER, LITTLE);
        byte[] packed = CountedVoxels.file(HEADER.replace("raw", "gzip"), CountedVoxels.gzip(LITTLE));
        for (byte[] right : Arrays.asList(raw, packed)) {
            new Mutants(right, HEADER.length())
                    .areReadOrRefused(new NrrdReader(), folder.resolve("mutant.nrrd"), DeclaredSize.behind("sizes:"));
        }
    }
}
