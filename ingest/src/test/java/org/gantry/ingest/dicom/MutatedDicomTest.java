package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gantry.ingest.DeclaredSize;
import org.gantry.ingest.Mutants;
import org.gantry.ingest.RealScans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are read or refused; nothing else ever comes out. */
class MutatedDicomTest {
    /** Voxels of the largest scan that a mutant may become. */
    private static final long LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    private void areReadOrRefused(byte[] whole, DeclaredSize declared) throws IOException {
        new Mutants(whole, whole.length)
                .areReadOrRefused(new DicomReader(LIMIT), folder.resolve("mutant.dcm"), declared);
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
    void madeFilesWithoutCompression(String syntax) throws IOException {
        areReadOrRefused(
                nested().syntax(syntax).bytes(),
                syntax.equals(DicomFixture.EXPLICIT) ? DeclaredSize.DICOM : DeclaredSize.UNKNOWN);
    }

    @Test
    void aMadeFileOfPackedFrames() throws IOException {
        byte[] frame = RunLengthEncoder.frame(new short[12]);
        areReadOrRefused(
                nested().syntax(DicomFixture.RLE)
                        .text(0x0028_0008, "IS", "2")
                        .fragments(new byte[0], frame, frame)
                        .bytes(),
                DeclaredSize.UNKNOWN);
    }

    @Test
    void aMadeExtendedJpeg() throws IOException {
        areReadOrRefused(ExtendedJpegFixture.slice().bytes(), DeclaredSize.DICOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compressed_jpeg", "compressed_j2k"})
    void aRealSmallFile(String name) throws IOException {
        byte[] whole = Files.readAllBytes(RealScans.path("dicom-codecs-mr/" + name + "/IM-0001-0001-0001.dcm"));
        areReadOrRefused(asCt(whole), DeclaredSize.DICOM);
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
