package org.gantry.ingest.nifti;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every refusal names the file, the field and the remedy. */
class RefusedNiftiTest {
    @TempDir
    private Path folder;

    private AbstractThrowableAssert<?, ?> refused(Path file) {
        return assertThatThrownBy(() -> Formats.all().read(file, ScanOrigin.of("scan")))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageStartingWith(file.toString());
    }

    private AbstractThrowableAssert<?, ?> refused(NiftiFixture fixture) {
        return refused(fixture.write(folder));
    }

    private AbstractThrowableAssert<?, ?> refused(byte[] content) {
        return refused(NiftiFixture.write(folder.resolve("scan.nii.gz"), content));
    }

    @Test
    void severalVolumesInOneFile() {
        refused(new NiftiFixture().dims(2, 3, 4, 5))
                .hasMessageEndingWith("dim[4] is 5: more than one volume; save each volume as its own file");
    }

    @Test
    void coloursAndComplexNumbers() {
        refused(new NiftiFixture().type(128))
                .hasMessageEndingWith("datatype 128 is RGB24; save it as int16 or float32");
        refused(new NiftiFixture().type(32)).hasMessageContaining("complex64");
        refused(new NiftiFixture().type(999)).hasMessageContaining("a type that NIfTI does not know");
    }

    @Test
    void voxelsInAFileOfTheirOwn() {
        refused(new NiftiFixture().put(h -> h.put(344, "ni1\0".getBytes(StandardCharsets.ISO_8859_1))))
                .hasMessageContaining("magic is ni1: the voxels are in an .img of their own");
    }

    @Test
    void analyzeAndDamagedMagic() {
        refused(new NiftiFixture().put(h -> h.put(344, new byte[4]))).hasMessageContaining("magic is not n+1");
    }

    @Test
    void whatIsWrongInNifti2AsInNifti1() {
        refused(new NiftiFixture().dims(2, 3, 4, 5).second()).hasMessageContaining("dim[4] is 5: more than one volume");
        refused(new NiftiFixture().type(128).second()).hasMessageContaining("datatype 128 is RGB24");
        refused(new NiftiFixture().put(h -> h.putInt(0, 540))).hasMessageContaining("header ends after 400 of 540");
        byte[] bytes = new NiftiFixture().second();
        refused(Arrays.copyOf(bytes, bytes.length - 3)).hasMessageContaining("voxels end after 22 of 24");
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        refused(file.putLong(24, 5_000_000_000L).array()).hasMessageContaining("dim[1] is 5000000000");
        refused(file.putLong(24, 2).put(5, (byte) 'i').array())
                .hasMessageContaining("magic is ni2: the voxels are in an .img");
        refused(file.put(5, (byte) 0).array()).hasMessageContaining("magic is not n+2");
    }

    @Test
    void sizesThatTheFileCannotHoldBeforeTheyAreAllocated() {
        refused(new NiftiFixture().put(h -> h.putShort(42, (short) 30_000)))
                .hasMessageContaining("dim asks for 720000 bytes, more than the file can hold");
        refused(new NiftiFixture()
                        .put(h -> h.putShort(42, (short) 30_000)
                                .putShort(44, (short) 10_000)
                                .putShort(46, (short) 1)))
                .hasMessageContaining("dim says planes of 30000 x 10000");
    }

    @Test
    void tooManyVoxels() {
        Path file = new NiftiFixture().write(folder);
        assertThatThrownBy(() -> ScanSource.file(new NiftiReader(23), file).read(ScanOrigin.of("scan")))
                .isInstanceOf(UnreadableScanException.class)
                .hasMessageContaining("24 voxels, more than 23; crop or resample");
    }

    @Test
    void voxelsThatAreNoNumbers() {
        refused(new NiftiFixture().type(16).voxels(b -> {
                    for (int n = 0; n < 24; n++) {
                        b.putFloat(n == 9 ? Float.NaN : n == 20 ? Float.POSITIVE_INFINITY : n);
                    }
                }))
                .hasMessageContaining("hold 2 that are no finite number, first NaN at (1, 1, 1)");
    }

    @Test
    void voxelsThatEndTooEarly() {
        byte[] whole = new NiftiFixture().bytes();
        refused(Arrays.copyOf(whole, whole.length - 3))
                .hasMessageContaining("voxels end after 22 of 24; the file is truncated");
        refused(Arrays.copyOf(whole, 100)).hasMessageContaining("header ends after 100 of 348 bytes");
        refused(Arrays.copyOf(whole, 350)).hasMessageContaining("ends too early");
    }

    @Test
    void gzipThatEndsTooEarlyOrIsDamaged() {
        byte[] packed = NiftiFixture.gzip(new NiftiFixture().bytes());
        refused(Arrays.copyOf(packed, packed.length - 20))
                .hasMessageContaining("gzip ends too early; copy or download the file again");
        refused(Arrays.copyOf(packed, packed.length - 4)).hasMessageContaining("gzip ends too early");
        byte[] damaged = packed.clone();
        damaged[packed.length - 6] ^= 1;
        refused(damaged).hasMessageContaining("gzip is damaged (Corrupt GZIP trailer)");
        refused(Arrays.copyOf(packed, 5)).hasMessageContaining("gzip ends too early");
    }

    @Test
    void headersThatMakeNoSense() {
        refused(new NiftiFixture().put(h -> h.putShort(40, (short) 9))).hasMessageContaining("says 9 dimensions");
        refused(new NiftiFixture().put(h -> h.putShort(44, (short) -3))).hasMessageContaining("dim[2] is -3");
        refused(new NiftiFixture().put(h -> h.putFloat(108, Float.NaN))).hasMessageContaining("vox_offset is NaN");
    }

    @Test
    void otherFormatsEmptyFilesAndFilesThatAreNotThere() {
        refused("%PDF-1.7 something".getBytes(StandardCharsets.UTF_8))
                .hasMessageContaining("starts with 25 50 44 46 2d 31 2e 37, which is no format that Gantry reads;"
                        + " convert it to DICOM or NIfTI (.nii, .nii.gz)");
        refused(new byte[0]).hasMessageContaining("content is empty");
        refused(new byte[] {1}).hasMessageContaining("starts with 01");
        refused(folder).hasMessageContaining("is no file");
        refused(folder.resolve("none.nii")).hasMessageContaining("path does not exist; check the path");
    }
}
