package org.gantry.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.RealScans;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are read or refused; nothing else ever comes out, and not late. */
class MutatedDicomTest {
    private static final int MUTANTS = 300;
    /** Voxels of the largest scan that a mutant may become. */
    private static final long LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    private int refused;

    /** Reads mutants of a file, or refuses them; anything else fails the test. */
    private void survives(byte[] whole, long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < MUTANTS; n++) {
            byte[] mutant = mutant(whole, random);
            Path file = DicomFixture.write(folder.resolve("mutant.dcm"), mutant);
            String name = "mutant " + n + " of seed " + seed;
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> read(file, name), name);
        }
    }

    private void read(Path file, String name) {
        try {
            Scan scan = ScanSource.file(new DicomReader(LIMIT), file).read(ScanOrigin.of("scan"));
            assertThat(scan.slices()).as(name).isNotEmpty();
        } catch (UnreadableScanException e) {
            assertThat(e).as(name).hasMessageStartingWith(file.toString()).hasMessageContaining("; ");
            refused++;
        } catch (IOException | RuntimeException e) {
            fail(name, e);
        }
    }

    /** Bytes flipped, the end cut, or four bytes, a length with luck, made large. */
    private static byte[] mutant(byte[] whole, Random random) {
        byte[] mutant = whole.clone();
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                    mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                }
            }
            case 1 -> mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
            default -> {
                int at = random.nextInt(mutant.length - 4);
                Arrays.fill(mutant, at, at + 1 + random.nextInt(4), (byte) (random.nextBoolean() ? 0xff : 0x7f));
            }
        }
        return mutant;
    }

    private static DicomFixture nested() {
        DicomFixture inner = DicomFixture.item().text(0x0008_0060, "CS", "MR");
        return DicomFixture.slice(0, 1)
                .items(0x0040_0275, DicomFixture.item().items(0x0040_0008, inner, inner))
                .items(
                        0x5200_9229,
                        DicomFixture.item()
                                .items(0x0020_9116, DicomFixture.item().text(0x0020_0037, "DS", "1\\0\\0\\0\\1\\0")))
                .undefinedLengths();
    }

    @ParameterizedTest
    @ValueSource(strings = {DicomFixture.EXPLICIT, DicomFixture.IMPLICIT, DicomFixture.BIG, DicomFixture.DEFLATED})
    void madeFilesWithoutCompression(String syntax) {
        survives(nested().syntax(syntax).bytes(), 1);
        assertThat(refused).isBetween(1, MUTANTS - 1);
    }

    @Test
    void aMadeFileOfPackedFrames() {
        byte[] frame = RunLengthEncoder.frame(new short[12]);
        survives(
                nested().syntax(DicomFixture.RLE)
                        .text(0x0028_0008, "IS", "2")
                        .fragments(new byte[0], frame, frame)
                        .bytes(),
                2);
        assertThat(refused).isBetween(1, MUTANTS - 1);
    }

    @Test
    void aMadeExtendedJpeg() {
        survives(ExtendedJpegFixture.slice().bytes(), 4);
        assertThat(refused).isBetween(1, MUTANTS - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compressed_jpeg", "compressed_j2k"})
    void aRealSmallFile(String name) throws IOException {
        byte[] whole = Files.readAllBytes(RealScans.path("dicom-codecs-mr/" + name + "/IM-0001-0001-0001.dcm"));
        survives(asCt(whole), 3);
        assertThat(refused).isBetween(1, MUTANTS - 1);
    }

    /** The same file, said to be CT, so that its pixels are read. */
    private static byte[] asCt(byte[] mr) {
        byte[] modality = {8, 0, 0x60, 0, 'C', 'S', 2, 0, 'M', 'R'};
        byte[] ct = mr.clone();
        for (int at = 0; at < ct.length - modality.length; at++) {
            if (Arrays.equals(ct, at, at + modality.length, modality, 0, modality.length)) {
                ct[at + modality.length - 2] = 'C';
                ct[at + modality.length - 1] = 'T';
                return ct;
            }
        }
        throw new IllegalArgumentException("the file is no MR");
    }
}
