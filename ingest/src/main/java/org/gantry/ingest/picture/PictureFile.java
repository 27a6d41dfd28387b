package org.gantry.ingest.picture;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.ZipException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.UnreadableScanException;

/** An open picture file: one picture, or the pages of a TIFF. Whoever opens it closes it. */
final class PictureFile implements Closeable {
    /** No detector is wider; four times the area would still fit into memory. */
    private static final int MAX_SIDE = 4096;

    /** A slice of 4096 x 4096 numbers of 32 bits, or a scan of some pages. */
    private static final int MAX_UNPACKED = 1 << 26;

    private final ScanFile file;
    private final ImageInputStream in;
    private final ImageReader reader;
    private final int pages;

    private PictureFile(ScanFile file, ImageInputStream in, ImageReader reader, int pages) {
        this.file = file;
        this.in = in;
        this.reader = reader;
        this.pages = pages;
        // false: pages in any order; true: texts and profiles, which may unpack to anything, are skipped
        reader.setInput(in, false, true);
    }

    /**
     * Opens a file. It is read where it lies, without a copy on disk; without one in memory too, unless it lies in an
     * archive.
     *
     * @throws UnreadableScanException where it is no picture
     */
    static PictureFile open(Path path) throws IOException {
        ScanFile file = new ScanFile(path);
        ImageInputStream in;
        try {
            in = path.getFileSystem().equals(FileSystems.getDefault())
                    ? new FileImageInputStream(path.toFile())
                    : new MemoryCacheImageInputStream(new ByteArrayInputStream(unpacked(file)));
        } catch (EOFException | ZipException e) {
            throw file.unreadable(
                    "content", "cannot be unpacked (" + e.getMessage() + ")", "copy or pack the archive again");
        } catch (FileNotFoundException e) {
            throw file.unreadable("path", "cannot be opened", "check the path");
        }
        try {
            byte[] head = new byte[PictureFormat.HEAD];
            int there = Math.max(0, in.read(head));
            in.seek(0);
            PictureFormat format = PictureFormat.of(Arrays.copyOf(head, there))
                    .orElseThrow(() -> file.unreadable(
                            "content", "is no PNG, TIFF or JPEG as it lies", "unpack it, or save it as one of them"));
            int pages = format == PictureFormat.TIFF ? TiffPages.count(file, in) : 1;
            return new PictureFile(file, in, reader(format), pages);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** All of a picture in an archive, whatever the archive says of its size. */
    private static byte[] unpacked(ScanFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] bytes = in.readNBytes(MAX_UNPACKED + 1);
            if (bytes.length > MAX_UNPACKED) {
                throw file.unreadable(
                        "content",
                        "is more than " + MAX_UNPACKED + " bytes, which is not read in an archive",
                        "unpack the archive");
            }
            return bytes;
        }
    }

    /** The JDK's own: what other libraries add for DICOM's sake decodes some pictures otherwise, or without limits. */
    private static ImageReader reader(PictureFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (ImageIO.class
                    .getModule()
                    .equals(reader.getOriginatingProvider().getClass().getModule())) {
                return reader;
            }
        }
        throw new IllegalStateException("this JDK has no reader of " + format);
    }

    /** How many pictures it holds. */
    int pages() {
        return pages;
    }

    /**
     * How large a page says it is; nothing is allocated for it yet.
     *
     * @throws UnreadableScanException where that is damaged or no slice's size
     */
    PictureSize size(int page) throws IOException {
        return decode(() -> {
            PictureSize size = new PictureSize(reader.getWidth(page), reader.getHeight(page));
            boolean tiled = reader.isImageTiled(page);
            int width = tiled ? reader.getTileWidth(page) : size.width();
            int height = tiled ? reader.getTileHeight(page) : size.height();
            if (Math.max(Math.max(width, height), Math.max(size.width(), size.height())) > MAX_SIDE) {
                throw file.unreadable("picture", "says " + size + " pixels", "crop or resample the slices");
            }
            file.requireRoomFor("picture", size.pixels() * pages / Byte.SIZE);
            return size;
        });
    }

    /**
     * A page's pixels.
     *
     * @throws UnreadableScanException where they are damaged, not grey, or no numbers
     */
    GreyPixels read(int page) throws IOException {
        return decode(() -> GreyPixels.of(file, reader.read(page)));
    }

    /** What the decoder makes of the file; it throws whatever comes to hand where a file is damaged. */
    private <T> T decode(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (UnreadableScanException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw file.unreadable(
                    "picture", "cannot be decoded (" + e + ")", "copy it again, or save it without compression");
        }
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }
}
