package org.gantry.ingest.dicom.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gantry.domain.CanIgnoreReturnValue;

/** Attributes to be written, by tag. */
@CanIgnoreReturnValue
public final class DataSet {
    private static final int ITEM = 0xfffe_e000;
    private static final int HEAD = 12;

    /** A value as it is written: bytes in pieces, made when they are asked for. */
    private record Value(Vr vr, long length, Iterable<byte[]> pieces) {}

    private final SortedMap<Integer, Value> values = new TreeMap<>(Integer::compareUnsigned);

    /** Texts, in UTF-8; none makes an empty value. */
    public DataSet text(int tag, Vr vr, String... texts) {
        if (!vr.text()) {
            throw new IllegalArgumentException(name(tag) + " is written as " + vr + ", which is no text");
        }
        byte[] bytes = String.join("\\", texts).getBytes(StandardCharsets.UTF_8);
        byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
        if (even.length > bytes.length) {
            even[bytes.length] = vr.padding();
        }
        return put(tag, vr, even);
    }

    /** Numbers in decimals, at most 16 characters each. */
    public DataSet decimals(int tag, double... numbers) {
        return text(
                tag, Vr.DS, Arrays.stream(numbers).mapToObj(DataSet::decimal).toArray(String[]::new));
    }

    private static String decimal(double number) {
        for (int digits = 15; ; digits--) {
            String text = String.format(Locale.ROOT, "%." + digits + "g", number);
            String shorter = text.contains("e") ? text : text.replaceFirst("(\\.[0-9]*?)0+$", "$1");
            if (shorter.length() <= 16) {
                return shorter;
            }
        }
    }

    /** Numbers in binary; a tag is a number, too. */
    public DataSet numbers(int tag, Vr vr, double... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(vr.bytes() * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            switch (vr) {
                case AT -> buffer.putShort((short) ((long) number >>> 16)).putShort((short) (long) number);
                case US -> buffer.putShort((short) (int) number);
                case UL -> buffer.putInt((int) (long) number);
                case FL -> buffer.putFloat((float) number);
                case FD -> buffer.putDouble(number);
                default ->
                    throw new IllegalArgumentException(name(tag) + " is written as " + vr + ", which is no number");
            }
        }
        return put(tag, vr, buffer.array());
    }

    /** Items of a sequence. */
    public DataSet items(int tag, DataSet... items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (DataSet item : items) {
                out.write(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) (ITEM >>> 16))
                        .putShort((short) ITEM)
                        .putInt(Math.toIntExact(item.length()))
                        .array());
                item.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return put(tag, Vr.SQ, out.toByteArray());
    }

    /**
     * Pixels, in pieces that are made when they are written.
     *
     * @param length bytes of all pieces
     */
    public DataSet pixels(int tag, Vr vr, long length, Iterable<byte[]> pieces) {
        if (length % 2 != 0 || length >= 0xffff_ffffL) {
            throw new IllegalArgumentException(
                    name(tag) + " cannot have " + length + " bytes: DICOM holds an even" + " number below 4 GiB");
        }
        values.put(tag, new Value(vr, length, pieces));
        return this;
    }

    /** All attributes of another. */
    public DataSet all(DataSet other) {
        values.putAll(other.values);
        return this;
    }

    private DataSet put(int tag, Vr vr, byte[] bytes) {
        values.put(tag, new Value(vr, bytes.length, List.of(bytes)));
        return this;
    }

    private static String name(int tag) {
        return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xffff);
    }

    /** Bytes when written. */
    long length() {
        return values.values().stream()
                .mapToLong(value -> (value.vr.longLength() ? HEAD : HEAD - 4) + value.length)
                .sum();
    }

    void write(OutputStream out) throws IOException {
        for (var entry : values.entrySet()) {
            Value value = entry.getValue();
            out.write(head(entry.getKey(), value));
            for (byte[] piece : value.pieces) {
                out.write(piece);
            }
        }
    }

    private static byte[] head(int tag, Value value) {
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        head.put(value.vr.name().getBytes(StandardCharsets.US_ASCII));
        if (value.vr.longLength()) {
            head.putShort((short) 0).putInt((int) value.length);
        } else if (value.length > 0xffff) {
            throw new IllegalArgumentException(name(tag) + " is longer than its value representation can say");
        } else {
            head.putShort((short) value.length);
        }
        return Arrays.copyOf(head.array(), head.position());
    }
}
