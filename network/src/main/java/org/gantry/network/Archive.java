package org.gantry.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.gantry.domain.CanIgnoreReturnValue;

/** A zip whose bytes depend on its entries alone: stored, never deflated, all of one time. */
final class Archive {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Archive() {}

    /** Writes entries one by one, so that only one of them stands in memory beside the archive. */
    static final class Writer {
        private final ByteArrayOutputStream bytes;
        private final ZipOutputStream zip;

        /** Begins an archive of about this size. */
        Writer(long expectedSize) {
            this.bytes = new ByteArrayOutputStream((int) Math.min(expectedSize, Integer.MAX_VALUE - Long.SIZE));
            this.zip = new ZipOutputStream(bytes);
        }

        @CanIgnoreReturnValue
        Writer add(String name, byte[] content) {
            try {
                zip.putNextEntry(stored(name, content));
                zip.write(content);
                zip.closeEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException("memory cannot refuse a write", e);
            }
        }

        byte[] finish() {
            try {
                zip.close();
            } catch (IOException e) {
                throw new UncheckedIOException("memory cannot refuse a write", e);
            }
            return bytes.toByteArray();
        }
    }

    private static ZipEntry stored(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(TIME);
        return entry;
    }

    /**
     * The entries in order.
     *
     * @throws IllegalArgumentException if the bytes are no whole zip
     */
    static Map<String, byte[]> read(byte[] bytes, String what) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    what + " is damaged (" + e.getMessage() + "); fetch or write it again", e);
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(what + " is no zip file; fetch or write it again");
        }
        return entries;
    }
}
