package org.gantry.ingest.nifti;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.gantry.ingest.DeclaredSize;
import org.gantry.ingest.Mutants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiMutantsTest {
    private static final NiftiFixture RIGHT =
            new NiftiFixture(ByteOrder.BIG_ENDIAN).scaled(2, -1000).sform(-1, 0, 0, 10, 0, -2, 0, 20, 0, 0, 3, 30);

    @TempDir
    private Path folder;

    @Test
    void aDamagedNifti1IsReadOrRefused() throws IOException {
        new Mutants(RIGHT.bytes(), 352)
                .areReadOrRefused(new NiftiReader(), folder.resolve("mutant.nii"), DeclaredSize.NIFTI);
    }

    @Test
    void aDamagedNifti2IsReadOrRefused() throws IOException {
        new Mutants(RIGHT.second(), 544)
                .areReadOrRefused(new NiftiReader(), folder.resolve("mutant.nii"), DeclaredSize.NIFTI);
    }

    @Test
    void aDamagedPackedNiftiIsReadOrRefused() throws IOException {
        byte[] packed = NiftiFixture.gzip(RIGHT.bytes());
        new Mutants(packed, packed.length)
                .areReadOrRefused(new NiftiReader(), folder.resolve("mutant.nii.gz"), DeclaredSize.UNKNOWN);
    }
}
