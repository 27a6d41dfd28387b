package org.gantry.ingest.read;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Archives as folders; which one a file is, its content says. */
public final class Archive {
    private Archive() {}

    /** True where a file is an archive. */
    public static boolean isOne(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try {
            byte[] head = new ScanFile(path).head();
            return isZip(head) || TarArchive.accepts(head);
        } catch (UnreadableScanException e) {
            return false; // who reads it says why
        }
    }

    private static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /**
     * The folder that an archive is, open until it is {@linkplain #release released} or the process ends. The entries
     * of a zip are read where they stand: none leads to a place on the disk, and nothing is unpacked that is not read.
     *
     * @throws UnreadableScanException where the archive is damaged, or leads elsewhere
     */
    public static Path folder(Path path) throws IOException {
        try {
            return isZip(new ScanFile(path).head()) ? zip(path) : new TarArchive(path).folder();
        } catch (IOException e) {
            UnreadableScanException unreadable = new UnreadableScanException(
                    path, "archive", "cannot be opened (" + e.getMessage() + ")", "copy or pack it again");
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    /**
     * Lets go of an archive that nobody reads any more; of any other file there is nothing to let go. Another archive
     * may then stand under its name.
     */
    public static void release(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return;
        }
        new TarArchive(path).release();
        synchronized (Archive.class) {
            try {
                FileSystems.getFileSystem(uri(path)).close();
            } catch (FileSystemNotFoundException neverOpened) {
                return;
            }
        }
    }

    private static URI uri(Path path) {
        return URI.create("jar:" + path.toAbsolutePath().normalize().toUri());
    }

    private static Path zip(Path path) throws IOException {
        URI uri = uri(path);
        synchronized (Archive.class) {
            FileSystem zip;
            try {
                zip = FileSystems.newFileSystem(uri, Map.of("accessMode", "readOnly"));
            } catch (FileSystemAlreadyExistsException open) {
                zip = FileSystems.getFileSystem(uri);
            }
            return zip.getPath("/");
        }
    }
}
