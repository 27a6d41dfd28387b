package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bits of a JPEG's entropy-coded segments (ISO/IEC 10918-1 F.2.2). */
final class EntropyBits {
    private static final int MARKER = 0xff;

    private final ByteBuffer in;
    private int current;
    private int left;

    EntropyBits(ByteBuffer in) {
        this.in = in;
    }

    /** NEXTBIT: after a byte of ones there is a stuffed byte of zeros, which does not count. */
    private int bit() throws IOException {
        if (left == 0) {
            current = in.get() & 0xff;
            if (current == MARKER && in.get() != 0) {
                throw new IOException("a marker stands among its pixels");
            }
            left = Byte.SIZE;
        }
        left--;
        return current >> left & 1;
    }

    /** RECEIVE and EXTEND: a signed number of some bits. */
    int number(int bits) throws IOException {
        int value = 0;
        for (int n = 0; n < bits; n++) {
            value = value << 1 | bit();
        }
        return bits > 0 && value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /** Passes over the rest of a byte and a restart marker. */
    void restart() throws IOException {
        left = 0;
        int marker = in.getShort() & 0xffff;
        if (marker >>> 3 != 0xffd0 >>> 3) {
            throw new IOException("it lacks a restart marker");
        }
    }

    /** A table of codes and what they stand for. */
    static final class Huffman {
        private static final int LENGTHS = 16;

        /** By length of code: the largest code of it, and what to add to a code to have the index of its value. */
        private final int[] largest = new int[LENGTHS + 1];

        private final int[] shift = new int[LENGTHS + 1];
        private final byte[] values;

        /** The table that comes next (B.2.4.2, C.2). */
        Huffman(ByteBuffer in) {
            byte[] counts = new byte[LENGTHS];
            in.get(counts);
            int code = 0;
            int index = 0;
            for (int length = 1; length <= LENGTHS; length++) {
                int count = counts[length - 1] & 0xff;
                shift[length] = index - code;
                code += count;
                index += count;
                largest[length] = count == 0 ? -1 : code - 1;
                code <<= 1;
            }
            values = new byte[index];
            in.get(values);
        }

        /** DECODE: the next value. */
        int next(EntropyBits bits) throws IOException {
            int code = 0;
            for (int length = 1; length <= LENGTHS; length++) {
                code = code << 1 | bits.bit();
                if (code <= largest[length]) {
                    return values[code + shift[length]] & 0xff;
                }
            }
            throw new IOException("it holds a code that its tables do not");
        }
    }
}
