package org.gantry.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.gantry.ingest.dicom.PixelFormat.Bits;
import org.gantry.ingest.read.UnreadableScanException;

/** Frames in fragments, after a table of where they start that may be empty (PS3.5 A.4). */
final class CompressedFrames implements Frames {
    /** What a codec may make of a frame that it cannot compress, and its tables. */
    private static final int TIMES_AT_MOST = 4;

    private static final int TABLES = 1 << 16;
    /** Bytes of the table of offsets: 4 a frame. */
    private static final int OFFSETS = 1 << 18;

    private final DicomStream in;
    private final Codec codec;
    private final PixelFormat format;
    private final Bits bits;
    private final boolean one;
    private final Set<Long> offsets;
    private final long first;
    private int frame;
    private Fragment ahead;

    /**
     * A piece of a frame.
     *
     * @param offset where its item lies after the first, bytes; below 0 after the last
     * @param bytes its content
     */
    private record Fragment(long offset, byte[] bytes) {
        static final Fragment NONE = new Fragment(-1, new byte[0]);

        boolean none() {
            return offset < 0;
        }
    }

    /** The frames that come next in a file. */
    CompressedFrames(DicomStream in, Codec codec, PixelFormat format, int frames) throws IOException {
        this.in = in;
        this.codec = codec;
        this.format = format;
        // RLE packs cells as they are; the others have samples without the cell's other bits
        bits = codec instanceof RunLength ? format.bits() : format.bits().atLowEnd();
        one = frames == 1;
        Element table = item();
        offsets = offsets(table);
        first = in.position();
        ahead = fragment();
    }

    private Element item() throws IOException {
        Element item = in.next();
        if ((item.tag() != Element.ITEM && item.tag() != Element.SEQUENCE_END) || item.undefined()) {
            throw damaged("is damaged: no fragment of pixels where one must be");
        }
        return item;
    }

    private Set<Long> offsets(Element table) throws IOException {
        if (table.length() > OFFSETS || table.length() % Integer.BYTES != 0) {
            throw damaged("has no table of where its frames start");
        }
        ByteBuffer values = in.buffer((int) table.length());
        Set<Long> starts = new HashSet<>();
        while (values.hasRemaining()) {
            starts.add(values.getInt() & 0xffff_ffffL);
        }
        return starts;
    }

    private Fragment fragment() throws IOException {
        long offset = in.position() - first;
        if (!in.more()) {
            return Fragment.NONE; // some writers leave the delimiter out
        }
        Element item = item();
        if (item.tag() == Element.SEQUENCE_END) {
            return Fragment.NONE;
        }
        requireSane(item.length());
        return new Fragment(offset, in.bytes((int) item.length()));
    }

    private void requireSane(long bytes) {
        if (bytes > TIMES_AT_MOST * format.bytes() + TABLES) {
            throw damaged("has a fragment of " + bytes + " bytes for a frame of " + format.pixels() + " pixels");
        }
    }

    @Override
    public int[] next() throws IOException {
        frame++;
        if (ahead.none()) {
            throw damaged("ends before frame " + frame);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        do {
            packed.write(ahead.bytes());
            requireSane(packed.size());
            ahead = fragment();
        } while (!ahead.none() && !starts(ahead));
        int[] pixels = decode(packed.toByteArray());
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = bits.value(pixels[n]);
        }
        return pixels;
    }

    private boolean starts(Fragment fragment) {
        if (one) {
            return false;
        }
        return offsets.isEmpty() ? codec.starts(fragment.bytes()) : offsets.contains(fragment.offset());
    }

    private int[] decode(byte[] packed) throws IOException {
        try {
            return codec.decode(packed, format);
        } catch (IOException | RuntimeException e) {
            // the decoders of damaged frames throw whatever they meet, and all bytes are in memory: it is the file
            UnreadableScanException refused = in.refuse(
                    "frame " + frame + " is no " + codec.name() + " that can be decoded: " + e.getMessage(),
                    "copy the file again, or save the series uncompressed");
            refused.initCause(e);
            throw refused;
        }
    }

    private UnreadableScanException damaged(String problem) {
        return in.refuse(problem, "copy or download the file again");
    }
}
