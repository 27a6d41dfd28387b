package org.gantry.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Packs cells of 16 bits as RLE does (PS3.5 annex G.4): runs where there are any, else as they are. */
final class RunLengthEncoder {
    private RunLengthEncoder() {}

    static byte[] frame(short... cells) {
        byte[] high = new byte[cells.length];
        byte[] low = new byte[cells.length];
        for (int n = 0; n < cells.length; n++) {
            high[n] = (byte) (cells[n] >>> 8);
            low[n] = (byte) cells[n];
        }
        List<byte[]> segments = List.of(segment(high), segment(low));
        ByteBuffer frame = ByteBuffer.allocate(64 + segments.get(0).length + segments.get(1).length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .putInt(64)
                .putInt(64 + segments.get(0).length);
        return frame.position(64).put(segments.get(0)).put(segments.get(1)).array();
    }

    private static byte[] segment(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Byte> literals = new ArrayList<>();
        int n = 0;
        while (n < bytes.length) {
            int run = 1;
            while (n + run < bytes.length && run < 128 && bytes[n + run] == bytes[n]) {
                run++;
            }
            if (run == 1 && literals.size() < 128) {
                literals.add(bytes[n++]);
                continue;
            }
            flush(literals, out);
            out.write(1 - run);
            out.write(bytes[n]);
            n += run;
        }
        flush(literals, out);
        if (out.size() % 2 != 0) {
            out.write(Byte.MIN_VALUE); // padding that a decoder must pass over
        }
        return out.toByteArray();
    }

    private static void flush(List<Byte> literals, ByteArrayOutputStream out) {
        if (!literals.isEmpty()) {
            out.write(literals.size() - 1);
            literals.forEach(out::write);
            literals.clear();
        }
    }
}
