package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE: a segment for each byte of a cell, the highest first, each packed as TIFF's PackBits are (PS3.5 annex G). */
final class RunLength implements Codec {
    private static final int HEADER = 64;
    /** A run of 128 bytes is packed in 2. */
    private static final int AT_MOST = 64;

    @Override
    public String name() {
        return "RLE";
    }

    @Override
    public boolean starts(byte[] fragment) {
        return true; // a frame is one fragment (PS3.5 A.4.2)
    }

    @Override
    public int[] decode(byte[] frame, PixelFormat format) throws IOException {
        if (frame.length < HEADER) {
            throw new IOException("its header ends after " + frame.length + " of " + HEADER + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int segments = format.bits().allocated() / Byte.SIZE;
        if (header.getInt(0) != segments) {
            throw new IOException("it has " + header.getInt(0) + " segments, not " + segments);
        }
        if (format.pixels() * segments > (long) AT_MOST * frame.length) {
            throw new IOException(frame.length + " bytes cannot hold " + format.pixels() + " pixels");
        }
        int[] cells = new int[Math.toIntExact(format.pixels())];
        for (int s = 0; s < segments; s++) {
            int from = header.getInt(Integer.BYTES * (s + 1));
            int to = s + 1 < segments ? header.getInt(Integer.BYTES * (s + 2)) : frame.length;
            if (from < HEADER || to < from || to > frame.length) {
                throw new IOException("segment " + (s + 1) + " lies from byte " + from + " to " + to);
            }
            unpack(frame, from, to, cells);
        }
        return cells;
    }

    /** Shifts the bytes of a segment into the cells from below. */
    private static void unpack(byte[] frame, int from, int to, int[] cells) throws IOException {
        int in = from;
        int out = 0;
        while (out < cells.length) {
            if (in >= to) {
                throw new IOException("a segment ends after " + out + " of " + cells.length + " bytes");
            }
            int code = frame[in++];
            if (code == Byte.MIN_VALUE) {
                continue;
            }
            boolean run = code < 0;
            int count = Math.min(run ? 1 - code : 1 + code, cells.length - out);
            if (in + (run ? 1 : count) > to) {
                throw new IOException("a segment ends after " + out + " of " + cells.length + " bytes");
            }
            for (int n = 0; n < count; n++, out++) {
                cells[out] = (cells[out] << Byte.SIZE) | (frame[run ? in : in + n] & 0xff);
            }
            in += run ? 1 : count;
        }
    }
}
