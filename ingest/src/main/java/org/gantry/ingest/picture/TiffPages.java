package org.gantry.ingest.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import org.gantry.ingest.read.ScanFile;

/**
 * Walks the directories of a TIFF (TIFF 6.0, section 2), a page each, and refuses what the decoder would read wrong: it
 * follows a ring of pages for ever, stretches 12 bits to 16, and takes signed bytes as unsigned.
 */
final class TiffPages {
    private static final int MAX_PAGES = 1 << 14;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int SAMPLE_FORMAT = 339;
    private static final int SIGNED = 2;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    /** None, LZW, Deflate by its two numbers, PackBits: those that keep every number as it was. */
    private static final Set<Integer> LOSSLESS = Set.of(1, 5, 8, 32946, 32773);

    private static final Set<Integer> CHECKED = Set.of(BITS_PER_SAMPLE, COMPRESSION, SAMPLE_FORMAT);
    private static final Set<Integer> WHOLE_BYTES = Set.of(8, 16, 32, 64);

    /** Pages may lie over one another, so that a small file has many. */
    private static final int MAX_FIELDS = 1 << 20;

    private final ScanFile file;
    private final ImageInputStream in;

    private TiffPages(ScanFile file, ImageInputStream in) {
        this.file = file;
        this.in = in;
    }

    /** How many pages there are; the stream is at its start before and after. */
    static int count(ScanFile file, ImageInputStream in) throws IOException {
        in.setByteOrder(in.readByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try {
            return new TiffPages(file, in).walk();
        } catch (EOFException e) {
            throw file.unreadable("pages", "end too early", "the file is truncated: copy or download it again");
        } finally {
            in.seek(0);
        }
    }

    private int walk() throws IOException {
        Set<Long> seen = new HashSet<>();
        long fieldsRead = 0;
        in.seek(Integer.BYTES);
        for (long at = in.readUnsignedInt(); at != 0; at = in.readUnsignedInt()) {
            if (!seen.add(at) || seen.size() > MAX_PAGES) {
                throw file.unreadable(
                        "pages",
                        "are more than " + MAX_PAGES + " or form a ring",
                        "the file is damaged: save it again");
            }
            in.seek(at);
            int entries = in.readUnsignedShort();
            fieldsRead += entries;
            if (fieldsRead > MAX_FIELDS) {
                throw file.unreadable("pages", "have more than " + MAX_FIELDS + " fields", "save the file again");
            }
            long first = at + Short.BYTES;
            Map<Integer, Integer> fields = new HashMap<>();
            for (int n = 0; n < entries; n++) {
                read(first + (long) n * ENTRY, fields);
            }
            check(fields);
            in.seek(first + (long) entries * ENTRY);
        }
        return seen.size();
    }

    /** Takes the entry at a byte if its field is one to check; of several numbers the first. */
    private void read(long entry, Map<Integer, Integer> fields) throws IOException {
        in.seek(entry);
        int tag = in.readUnsignedShort();
        if (CHECKED.contains(tag) && in.readUnsignedShort() == SHORT) {
            if (in.readUnsignedInt() * Short.BYTES > Integer.BYTES) {
                in.seek(in.readUnsignedInt());
            }
            fields.put(tag, in.readUnsignedShort());
        }
    }

    private void check(Map<Integer, Integer> fields) {
        int bits = fields.getOrDefault(BITS_PER_SAMPLE, 1);
        if (!WHOLE_BYTES.contains(bits)) {
            throw file.unreadable("BitsPerSample", "is " + bits, "save it with 8 or 16 bits");
        }
        if (bits == 8 && fields.getOrDefault(SAMPLE_FORMAT, 1) == SIGNED) {
            throw file.unreadable("SampleFormat", "is 2: signed bytes", "save it with 16 bits");
        }
        int compression = fields.getOrDefault(COMPRESSION, 1);
        if (!LOSSLESS.contains(compression)) {
            throw file.unreadable("Compression", "is " + compression, "save it without compression");
        }
    }
}
