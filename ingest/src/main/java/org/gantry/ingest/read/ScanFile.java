package org.gantry.ingest.read;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that may be a scan, packed with gzip or not: that is found by content.
 *
 * @param path where it is
 */
public record ScanFile(Path path) {
    /** Bytes that are enough to tell the formats apart. */
    static final int HEAD = 352;

    /** DEFLATE packs at most 258 bytes into two bits: no file holds more than this times its own size. */
    public static final long MOST_PACKED = 1032;

    private static final int GZIP_MAGIC_0 = 0x1f;
    private static final int GZIP_MAGIC_1 = 0x8b;
    private static final int BUFFER = 1 << 16;

    /** Its bytes, unpacked; whoever opens them closes them. */
    public InputStream open() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw unreadable("path", Files.exists(path) ? "is no file" : "does not exist", "check the path");
        }
        InputStream in;
        try {
            in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        } catch (AccessDeniedException e) {
            throw unreadable("path", "cannot be opened: access is denied", "give yourself the right to read it");
        }
        try {
            return packed(in) ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static boolean packed(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == GZIP_MAGIC_0 && in.read() == GZIP_MAGIC_1;
        in.reset();
        return gzip;
    }

    /** The most bytes that it can hold, unpacked: a length in it that is above is a lie. */
    public long mostBytes() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 2)) {
            return Files.size(path) * (packed(in) ? MOST_PACKED : 1);
        }
    }

    /** At most its first {@value #HEAD} bytes, unpacked. */
    public byte[] head() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(HEAD);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    /**
     * Refuses a number of bytes that no file of its size can hold, packed or not, before they are allocated.
     *
     * @param field what asks for them, for people
     */
    public void requireRoomFor(String field, long bytes) throws IOException {
        if (bytes / MOST_PACKED > Files.size(path)) {
            throw unreadable(
                    field, "asks for " + bytes + " bytes, more than the file can hold", "copy or download it again");
        }
    }

    /** What to say where unpacking fails. */
    public UnreadableScanException damaged(IOException cause) {
        UnreadableScanException e = unreadable(
                "gzip",
                cause instanceof EOFException ? "ends too early" : "is damaged (" + cause.getMessage() + ")",
                "copy or download the file again");
        e.initCause(cause);
        return e;
    }

    /** What to say where a field of it is at fault. */
    public UnreadableScanException unreadable(String field, String problem, String remedy) {
        return new UnreadableScanException(path, field, problem, remedy);
    }
}
