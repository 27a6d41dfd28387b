package org.gantry.ingest.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanOrigin;

/**
 * A folder of small pictures.
 *
 * @param folder where they are
 */
record Pictures(Path folder) {
    static final PictureReader READER = new PictureReader();

    /** A grey picture of 8 bits whose pixels count from a number. */
    static BufferedImage grey(int width, int height, int first) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int n = 0; n < width * height; n++) {
            image.getRaster().setSample(n % width, n / width, 0, first + n);
        }
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A TIFF of 3 x 2 numbers of 16 bits. */
    static byte[] tiff16(int format, int... values) {
        return new TiffFixture(ByteOrder.LITTLE_ENDIAN)
                .page(3, 2, 16, format, b -> {
                    for (int v : values) {
                        b.putShort((short) v);
                    }
                })
                .bytes();
    }

    Pictures png(String name, BufferedImage image) {
        return write(name, encoded(image, "png"));
    }

    Pictures write(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    FoundScans find() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return READER.find(files.sorted().toList());
        }
    }

    Scan scan() throws IOException {
        return scan(IntensityChoice.AUTO);
    }

    /** The only scan of the folder. */
    Scan scan(IntensityChoice choice) throws IOException {
        FoundScans found = find();
        if (found.sources().size() != 1) {
            throw new IllegalStateException(found.sources().size() + " scans");
        }
        return found.sources().get(0).read(new ScanOrigin("scan", "patient", "set", choice));
    }

    /** First pixel of each slice. */
    static List<Float> firsts(Scan scan) {
        return scan.slices().stream().map(s -> s[0]).toList();
    }
}
