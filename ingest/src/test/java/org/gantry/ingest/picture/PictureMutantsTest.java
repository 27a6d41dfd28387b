package org.gantry.ingest.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.gantry.ingest.DeclaredSize;
import org.gantry.ingest.Mutants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureMutantsTest {
    @TempDir
    private Path folder;

    @Test
    void aDamagedPngIsReadOrRefused() throws IOException {
        mutants(Pictures.encoded(Pictures.grey(16, 12, 0), "png"), 33, DeclaredSize.PNG);
    }

    @Test
    void aDamagedJpegIsReadOrRefused() throws IOException {
        mutants(Pictures.encoded(Pictures.grey(16, 12, 0), "jpeg"), 200, DeclaredSize.UNKNOWN);
    }

    @Test
    void aDamagedTiffIsReadOrRefused() throws IOException {
        mutants(
                new TiffFixture(ByteOrder.BIG_ENDIAN)
                        .page(8, 8, 16, TiffFixture.SIGNED, b -> b.put(new byte[128]))
                        .page(8, 8, 16, TiffFixture.SIGNED, b -> b.put(new byte[128]))
                        .bytes(),
                134,
                DeclaredSize.UNKNOWN);
    }

    @Test
    void aDamagedPackedTiffIsReadOrRefused() throws IOException {
        byte[] packed = Pictures.encoded(Pictures.grey(40, 6, 0), "tiff");
        mutants(packed, packed.length, DeclaredSize.UNKNOWN);
    }

    private void mutants(byte[] right, int header, DeclaredSize declared) throws IOException {
        new Mutants(right, header).areReadOrRefused(Pictures.READER, folder.resolve("mutant"), declared);
    }
}
