package org.gantry.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.gantry.domain.Trees;

/**
 * A tar archive, packed with gzip or not, as a folder. It has no table of contents, so it is unpacked into a temporary
 * folder, once, which goes when the process ends.
 *
 * @param path where it is
 */
record TarArchive(Path path) {
    private static final int MAGIC = 257;
    private static final long SPARE = 1L << 30;
    private static final int MAX_FILES = 1 << 20;
    /** What a small file takes on a disk. */
    private static final int BLOCK = 4096;

    private static final Map<Path, Path> UNPACKED = new HashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            synchronized (UNPACKED) {
                UNPACKED.values().forEach(TarArchive::delete);
            }
        }));
    }

    /** True where the first bytes of a file, without gzip, are a tar archive's. */
    static boolean accepts(byte[] head) {
        return head.length > MAGIC + 5
                && head[MAGIC] == 'u'
                && head[MAGIC + 1] == 's'
                && head[MAGIC + 2] == 't'
                && head[MAGIC + 3] == 'a'
                && head[MAGIC + 4] == 'r';
    }

    /** The folder that its files are in. */
    Path folder() throws IOException {
        synchronized (UNPACKED) {
            Path known = UNPACKED.get(path.toRealPath());
            if (known != null) {
                return known;
            }
            Path folder = Files.createTempDirectory("gantry-tar");
            try {
                unpackInto(folder);
            } catch (IOException | RuntimeException e) {
                delete(folder);
                throw e;
            }
            UNPACKED.put(path.toRealPath(), folder);
            return folder;
        }
    }

    /** Deletes what was unpacked, if anything was. */
    void release() throws IOException {
        synchronized (UNPACKED) {
            Path folder = UNPACKED.remove(path.toRealPath());
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private void unpackInto(Path folder) throws IOException {
        ScanFile file = new ScanFile(path);
        int files = 0;
        long room = Files.getFileStore(folder).getUsableSpace() - SPARE;
        try (InputStream in = file.open();
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path to =
                        folder.resolve(entry.getName().replaceFirst("^/+", "")).normalize();
                if (!to.startsWith(folder)) {
                    throw file.unreadable(
                            "tar", "has an entry that leads elsewhere, " + entry.getName(), "pack it again");
                }
                if (entry.isFile()) {
                    room -= Math.max(BLOCK, write(tar, to, room));
                    if (room < 0 || ++files > MAX_FILES) {
                        throw file.unreadable("tar", "holds more than there is room for", "unpack a part of it");
                    }
                }
            }
        }
    }

    /** How many bytes an entry has, one more than there is room for at most. */
    private static long write(InputStream entry, Path to, long room) throws IOException {
        Files.createDirectories(to.getParent());
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = entry.read(buffer); n >= 0 && written <= room; n = entry.read(buffer)) {
                out.write(buffer, 0, n);
                written += n;
            }
        }
        return written;
    }

    private static void delete(Path folder) {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("what was unpacked stays in " + folder, e);
        }
    }
}
