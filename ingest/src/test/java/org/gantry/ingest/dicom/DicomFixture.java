package org.gantry.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.gantry.domain.CanIgnoreReturnValue;

/**
 * Small DICOM files, right or wrong in any attribute: a CT slice of 3 rows and 4 columns whose numbers count by 100.
 */
@CanIgnoreReturnValue
public final class DicomFixture {
    static final String IMPLICIT = "1.2.840.10008.1.2";
    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    static final String BIG = "1.2.840.10008.1.2.2";
    static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";
    static final String RLE = "1.2.840.10008.1.2.5";

    private static final int UNDEFINED = -1;
    private static final int ITEM = 0xfffe_e000;

    /** A value with its value representation: text, a number of 16 bits, bytes, items, or fragments. */
    private record Value(String vr, Object content) {}

    private final SortedMap<Integer, Value> elements = new TreeMap<>(Integer::compareUnsigned);
    private String syntax = EXPLICIT;
    private boolean undefinedLengths;

    private DicomFixture() {}

    /** A data set without any attribute, to be an item. */
    static DicomFixture item() {
        return new DicomFixture();
    }

    /** A CT slice at z mm. */
    public static DicomFixture slice(double z, int number) {
        short[] pixels = new short[12];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = (short) (100 * n);
        }
        return new DicomFixture()
                .text(0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
                .text(0x0008_0060, "CS", "CT")
                .text(0x0010_0010, "PN", "Secret^Name")
                .text(0x0010_0020, "LO", "patient")
                .text(0x0020_000e, "UI", "1.2.3")
                .text(0x0020_0013, "IS", Integer.toString(number))
                .text(0x0020_0032, "DS", "-10\\-20\\" + z)
                .text(0x0020_0037, "DS", "1\\0\\0\\0\\1\\0")
                .number(0x0028_0002, 1)
                .text(0x0028_0004, "CS", "MONOCHROME2")
                .number(0x0028_0010, 3)
                .number(0x0028_0011, 4)
                .text(0x0028_0030, "DS", "2\\0.5")
                .number(0x0028_0100, 16)
                .number(0x0028_0101, 12)
                .number(0x0028_0102, 11)
                .number(0x0028_0103, 0)
                .text(0x0028_1052, "DS", "-1024")
                .text(0x0028_1053, "DS", "1")
                .pixels(pixels);
    }

    DicomFixture syntax(String uid) {
        syntax = uid;
        return this;
    }

    DicomFixture undefinedLengths() {
        undefinedLengths = true;
        return this;
    }

    public DicomFixture text(int tag, String vr, String value) {
        elements.put(tag, new Value(vr, value));
        return this;
    }

    DicomFixture number(int tag, int value) {
        elements.put(tag, new Value("US", (short) value));
        return this;
    }

    DicomFixture items(int tag, DicomFixture... items) {
        elements.put(tag, new Value("SQ", List.of(items)));
        return this;
    }

    /** As UN of undefined length, whose content is implicit little endian whatever the file is. */
    DicomFixture unknown(int tag, DicomFixture... items) {
        elements.put(tag, new Value("UN", List.of(items)));
        return this;
    }

    DicomFixture pixels(short... cells) {
        elements.put(0x7fe0_0010, new Value("OW", cells.clone()));
        return this;
    }

    DicomFixture bytes(int tag, String vr, byte[] content) {
        elements.put(tag, new Value(vr, content.clone()));
        return this;
    }

    /** Compressed pixels: a table of offsets, then pieces of frames. */
    DicomFixture fragments(byte[]... tableAndPieces) {
        elements.put(0x7fe0_0010, new Value("OB", tableAndPieces.clone()));
        return this;
    }

    DicomFixture without(int tag) {
        elements.remove(tag);
        return this;
    }

    public Path write(Path file) {
        return write(file, bytes());
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(new byte[128]);
            out.write("DICM".getBytes(StandardCharsets.ISO_8859_1));
            out.write(new DicomFixture().text(0x0002_0010, "UI", syntax).dataSet(true, ByteOrder.LITTLE_ENDIAN));
            byte[] body = dataSet(
                    !syntax.equals(IMPLICIT), syntax.equals(BIG) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            if (syntax.equals(DEFLATED)) {
                try (OutputStream packed = new DeflaterOutputStream(out, new Deflater(9, true))) {
                    packed.write(body);
                }
            } else {
                out.write(body);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] dataSet(boolean explicit, ByteOrder order) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Map.Entry<Integer, Value> e : elements.entrySet()) {
            Value value = e.getValue();
            boolean unknown = value.vr().equals("UN");
            byte[] content = content(value, explicit && !unknown, unknown ? ByteOrder.LITTLE_ENDIAN : order);
            boolean open = unknown
                    || value.content() instanceof byte[][]
                    || (undefinedLengths && value.content() instanceof List);
            out.write(head(e.getKey(), explicit ? value.vr() : "", open ? UNDEFINED : content.length, order));
            out.write(content);
            if (open) {
                out.write(head(0xfffe_e0dd, "", 0, unknown ? ByteOrder.LITTLE_ENDIAN : order));
            }
        }
        return out.toByteArray();
    }

    private byte[] content(Value value, boolean explicit, ByteOrder order) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (value.content() instanceof String text) {
            out.write((text + (text.length() % 2 == 0 ? "" : value.vr().equals("UI") ? "\0" : " "))
                    .getBytes(StandardCharsets.ISO_8859_1));
        } else if (value.content() instanceof Short number) {
            out.write(ByteBuffer.allocate(2).order(order).putShort(number).array());
        } else if (value.content() instanceof short[] cells) {
            ByteBuffer buffer = ByteBuffer.allocate(2 * cells.length).order(order);
            buffer.asShortBuffer().put(cells);
            out.write(buffer.array());
        } else if (value.content() instanceof byte[] bytes) {
            out.write(Arrays.copyOf(bytes, bytes.length + bytes.length % 2));
        } else if (value.content() instanceof byte[][] fragments) {
            for (byte[] fragment : fragments) {
                out.write(head(ITEM, "", fragment.length, order));
                out.write(fragment);
            }
        } else if (value.content() instanceof List<?> items) {
            for (Object item : items) {
                byte[] content = ((DicomFixture) item).dataSet(explicit, order);
                out.write(head(ITEM, "", undefinedLengths ? UNDEFINED : content.length, order));
                out.write(content);
                if (undefinedLengths) {
                    out.write(head(0xfffe_e00d, "", 0, order));
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] head(int tag, String vr, int length, ByteOrder order) {
        ByteBuffer head = ByteBuffer.allocate(12)
                .order(order)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag);
        if (vr.isEmpty()) {
            head.putInt(length);
        } else if (List.of("SQ", "OB", "OW", "UN").contains(vr)) {
            head.put(vr.getBytes(StandardCharsets.ISO_8859_1))
                    .putShort((short) 0)
                    .putInt(length);
        } else {
            head.put(vr.getBytes(StandardCharsets.ISO_8859_1)).putShort((short) length);
        }
        return Arrays.copyOf(head.array(), head.position());
    }
}
