package org.gantry.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.gantry.ingest.Formats;
import org.gantry.ingest.dataset.ScanFolder;
import org.gantry.ingest.read.ScanOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in a zip archive, one of them hostile. */
class ArchivedPicturesTest {
    private static final byte[] TIFF = {'I', 'I', 42, 0, 0, 0, 0, 0x28};

    @TempDir
    Path folder;

    private final Map<String, byte[]> entries = new TreeMap<>();

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY), "png", out))
                .isTrue();
        return out.toByteArray();
    }

    private ScanFolder found() throws IOException {
        Path zip = folder.resolve("study.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return Formats.finder().list(zip);
    }

    @Test
    void slicesAreReadWhereTheyStand() throws IOException {
        entries.put("one/2.png", png());
        entries.put("one/10.png", png());
        assertThat(found().find("one").orElseThrow().read(ScanOrigin.of("one")).slices())
                .hasSize(2);
    }

    @Test
    void aPictureThatUnpacksToTooMuchIsRefusedAndTheOthersAreFound() throws IOException {
        byte[] large = Arrays.copyOf(TIFF, (1 << 26) + 1);
        entries.put("bomb/1.tif", large);
        entries.put("one/1.png", png());
        ScanFolder found = found();
        assertThat(found.find("one")).isPresent();
        assertThat(found.find("bomb").orElseThrow().reader().toString()).contains("unpack the archive");
    }
}
