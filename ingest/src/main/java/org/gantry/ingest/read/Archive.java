package org.gantry.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A zip archive as a folder: its entries are read where they stand, so that no entry's name leads to a place on the
 * disk (one with {@code ..} is refused whole) and nothing is unpacked that is not read.
 *
 * @param path where it is
 */
public record Archive(Path path) {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** True where a file is a zip archive, by content. */
    public static boolean isOne(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    /**
     * The folder that it is, open until the process ends.
     *
     * @throws UnreadableScanException where the archive is damaged
     */
    public Path folder() throws IOException {
        URI uri = URI.create("jar:" + path.toAbsolutePath().normalize().toUri());
        return open(uri).getPath("/");
    }

    private FileSystem open(URI uri) throws IOException {
        synchronized (Archive.class) {
            try {
                return FileSystems.newFileSystem(uri, Map.of("accessMode", "readOnly"));
            } catch (FileSystemAlreadyExistsException open) {
                return FileSystems.getFileSystem(uri);
            } catch (IOException e) {
                UnreadableScanException unreadable = new UnreadableScanException(
                        path, "zip", "cannot be opened (" + e.getMessage() + ")", "copy or pack the archive again");
                unreadable.initCause(e);
                throw unreadable;
            }
        }
    }
}
