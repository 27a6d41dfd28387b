package org.gantry.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file's bytes say of its size, read without any of the readers: the size of what they make of it. */
@FunctionalInterface
public interface DeclaredSize {
    /** Nobody knows: the header is packed. */
    DeclaredSize UNKNOWN = bytes -> Optional.empty();

    /** NIfTI: eight numbers from byte 40 or 16, of 2 or 8 bytes. */
    DeclaredSize NIFTI = bytes -> {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            header.order(order);
            if (header.getInt(0) == 348) {
                return sizes(header.getShort(42), header.getShort(44), header.getShort(46));
            } else if (header.getInt(0) == 540) {
                return sizes(header.getLong(24), header.getLong(32), header.getLong(40));
            }
        }
        return Optional.empty();
    };

    /** DICOM, explicit little endian: the last Rows and Columns that stand there, and the slices of one file. */
    DeclaredSize DICOM = bytes -> {
        long rows = last(bytes, 0x10);
        long columns = last(bytes, 0x11);
        return rows < 0 || columns < 0 ? Optional.empty() : sizes(1, rows, columns);
    };

    /** PNG: width and height from byte 16, one slice; what begins otherwise declares nothing here. */
    DeclaredSize PNG = bytes -> bytes.length > 24 && bytes[1] == 'P'
            ? sizes(1, ByteBuffer.wrap(bytes).getInt(16), ByteBuffer.wrap(bytes).getInt(20))
            : Optional.empty();

    /** Three sizes, the smallest first; empty where the bytes do not say them plainly. */
    Optional<long[]> of(byte[] bytes);

    /** Of a text header: the numbers behind a word, in its only line. */
    static DeclaredSize behind(String word) {
        Pattern line = Pattern.compile("(?m)^" + word + "\\s*(\\d+) (\\d+) (\\d+)\\s*$");
        return bytes -> {
            Matcher matcher = line.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            return matcher.find()
                    ? sizes(number(matcher, 1), number(matcher, 2), number(matcher, 3))
                    : Optional.empty();
        };
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    private static Optional<long[]> sizes(long... sizes) {
        long[] sorted = sizes.clone();
        Arrays.sort(sorted);
        return Optional.of(sorted);
    }

    /** The value of the last element (0028,00xx) US of 2 bytes; below 0 where there is none, or several. */
    private static long last(byte[] bytes, int element) {
        byte[] tag = {0x28, 0, (byte) element, 0, 'U', 'S', 2, 0};
        long value = -1;
        for (int at = 0; at + tag.length + 2 <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + tag.length, tag, 0, tag.length)) {
                value = value < 0 ? (bytes[at + 8] & 0xff) | (bytes[at + 9] & 0xff) << 8 : -2;
            }
        }
        return value;
    }
}
