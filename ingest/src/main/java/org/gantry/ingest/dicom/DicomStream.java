package org.gantry.ingest.dicom;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.UnreadableScanException;

/**
 * The bytes of a DICOM file from front to back. It knows which attribute it is at, so every refusal names it, and how
 * much the file can hold, so no length is believed that is above.
 */
final class DicomStream implements Closeable {
    /** Where {@code DICM} stands, after the preamble (PS3.10 7.1). */
    static final int PREAMBLE = 128;

    private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.ISO_8859_1);
    private static final String COPY_AGAIN = "copy or download the file again";

    /** How elements are written: with or without their value representation, and the order of bytes in numbers. */
    enum Encoding {
        EXPLICIT_LITTLE,
        IMPLICIT_LITTLE,
        EXPLICIT_BIG;

        boolean explicit() {
            return this != IMPLICIT_LITTLE;
        }

        ByteOrder order() {
            return this == EXPLICIT_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }
    }

    private final ScanFile file;
    private final Inflater inflater = new Inflater(true);
    private InputStream in;
    private Encoding encoding = Encoding.EXPLICIT_LITTLE;
    private long position;
    private long end;
    /** The tag of the attribute that it is at; 0 before the first. */
    private int at;

    private int items;

    private DicomStream(ScanFile file, InputStream in, long end) {
        this.file = file;
        this.in = in;
        this.end = end;
    }

    /** How many items were kept of the file, with one more. */
    int countItem() {
        return ++items;
    }

    /** True where bytes start as a DICOM file does. */
    static boolean looksLike(byte[] head) {
        return head.length >= PREAMBLE + MAGIC.length
                && Arrays.equals(head, PREAMBLE, PREAMBLE + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The bytes of a file after preamble and magic. */
    static DicomStream open(ScanFile file) throws IOException {
        DicomStream stream = new DicomStream(file, file.open(), file.mostBytes());
        try {
            if (!looksLike(stream.bytes(PREAMBLE + MAGIC.length))) {
                throw stream.refuse("is not followed by DICM", "this is no DICOM file: export the series again");
            }
            return stream;
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** From here on the bytes are packed with DEFLATE (PS3.5 A.5). */
    void inflate() {
        in = new BufferedInputStream(new InflaterInputStream(in, inflater));
        end = position + (end - position) * ScanFile.MOST_PACKED;
    }

    Encoding encoding() {
        return encoding;
    }

    void encoding(Encoding other) {
        encoding = other;
    }

    /** Bytes so far. */
    long position() {
        return position;
    }

    /** True unless the file ends here. */
    boolean more() throws IOException {
        return peek(1).length == 1;
    }

    /** True where the next element is of the file's meta information, which has an encoding of its own (PS3.10 7.1). */
    boolean meta() throws IOException {
        byte[] group = peek(2);
        return group.length == 2 && group[0] == 2 && group[1] == 0;
    }

    private byte[] peek(int count) throws IOException {
        in.mark(count);
        try {
            byte[] bytes = in.readNBytes(count);
            in.reset();
            return bytes;
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    /** The next tag, value representation and length, which the file can hold. */
    Element next() throws IOException {
        ByteBuffer head = buffer(4);
        int tag = head.getShort() << 16 | (head.getShort() & 0xffff);
        if (!Element.structural(tag)) {
            at = tag;
        }
        Element element = Element.structural(tag) || !encoding.explicit()
                ? new Element(tag, "", buffer(4).getInt() & Element.UNDEFINED)
                : explicit(tag);
        if (!element.undefined() && element.length() > end - position) {
            throw refuse(
                    "says " + element.length() + " bytes where the file can have " + (end - position) + " more",
                    "the file is truncated or damaged: " + COPY_AGAIN);
        }
        return element;
    }

    private Element explicit(int tag) throws IOException {
        String vr = new String(bytes(2), StandardCharsets.ISO_8859_1);
        if (vr.chars().anyMatch(c -> c < 'A' || c > 'Z')) {
            throw refuse("has no value representation", "the file is damaged: " + COPY_AGAIN);
        }
        if (Element.shortLength(vr)) {
            return new Element(tag, vr, buffer(2).getShort() & 0xffff);
        }
        return new Element(tag, vr, buffer(6).getInt(2) & Element.UNDEFINED);
    }

    /** Bytes in the file's order. */
    ByteBuffer buffer(int count) throws IOException {
        return ByteBuffer.wrap(bytes(count)).order(encoding.order());
    }

    /** The next bytes; memory is taken as they come, never for a length alone. */
    byte[] bytes(int count) throws IOException {
        byte[] bytes;
        try {
            bytes = in.readNBytes(count);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
        position += bytes.length;
        if (bytes.length < count) {
            throw refuse(
                    "ends after " + bytes.length + " of " + count + " bytes", "the file is truncated: " + COPY_AGAIN);
        }
        return bytes;
    }

    /** Passes over the next bytes. */
    void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
        position += count;
    }

    private UnreadableScanException damaged(IOException cause) {
        UnreadableScanException e = refuse(
                cause instanceof EOFException ? "ends too early" : "is damaged (" + cause.getMessage() + ")",
                COPY_AGAIN);
        e.initCause(cause);
        return e;
    }

    /** What to say where the attribute that it is at is at fault. */
    UnreadableScanException refuse(String problem, String remedy) {
        return file.unreadable(at == 0 ? "preamble" : Attribute.label(at), problem, remedy);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
