package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.gantry.ingest.dicom.EntropyBits.Huffman;
import org.jspecify.annotations.Nullable;

/**
 * JPEG's extended sequential process for one component, 8 or 12 bits (ISO/IEC 10918-1 annex F): what the libraries for
 * Java do not have is 12 bits.
 */
final class SequentialJpeg {
    private static final int SIDE = 8;
    /** Row-major place of the coefficients in the order in which they are written (Figure A.6). */
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };
    /** (sample x, coefficient u): C(u) / 2 · cos((2x + 1) u π / 16) (A.3.3). */
    private static final double[][] COSINES = new double[SIDE][SIDE];

    static {
        for (int x = 0; x < SIDE; x++) {
            for (int u = 0; u < SIDE; u++) {
                COSINES[x][u] = (u == 0 ? Math.sqrt(0.5) : 1) / 2 * Math.cos((2 * x + 1) * u * Math.PI / 16);
            }
        }
    }

    private final ByteBuffer in;
    private final JpegFrame frame;
    private final int[][] quantization = new int[4][SIDE * SIDE];
    /** Tables for DC, then for AC coefficients. */
    private final @Nullable Huffman[] codes = new Huffman[8];

    private int quantizer;
    private int restartInterval;

    private SequentialJpeg(byte[] jpeg, JpegFrame frame) {
        in = ByteBuffer.wrap(jpeg);
        this.frame = frame;
    }

    /** The samples of a picture whose header was read, (row, column) row-major. */
    static int[] decode(byte[] jpeg, JpegFrame frame) throws IOException {
        return new SequentialJpeg(jpeg, frame).picture();
    }

    /** Takes tables until the scan comes (B.2). */
    private int[] picture() throws IOException {
        in.position(2);
        while (true) {
            int marker = in.getShort() & 0xffff;
            if (marker == 0xffff) { // a fill byte
                in.position(in.position() - 1);
                continue;
            }
            int end = in.position() + (in.getShort(in.position()) & 0xffff);
            in.position(in.position() + Short.BYTES);
            switch (marker) {
                case 0xffdb -> quantization(end);
                case 0xffc4 -> codes(end);
                case 0xffdd -> restartInterval = in.getShort() & 0xffff;
                case 0xffc0, 0xffc1 -> quantizer = in.get(in.position() + 8) & 3;
                case 0xffda -> {
                    int tables = in.get(in.position() + 2);
                    in.position(end);
                    return scan(table(tables >> 4 & 3), table(4 + (tables & 3)));
                }
                default -> {}
            }
            in.position(end);
        }
    }

    private void quantization(int end) {
        while (in.position() < end) {
            int head = in.get();
            for (int k = 0; k < SIDE * SIDE; k++) {
                quantization[head & 3][k] = (head >> 4) == 0 ? in.get() & 0xff : in.getShort() & 0xffff;
            }
        }
    }

    private void codes(int end) {
        while (in.position() < end) {
            int head = in.get();
            codes[(head >> 4 & 1) * 4 + (head & 3)] = new Huffman(in);
        }
    }

    private Huffman table(int index) throws IOException {
        Huffman table = codes[index];
        if (table == null) {
            throw new IOException("it lacks a table of codes");
        }
        return table;
    }

    private int[] scan(Huffman dc, Huffman ac) throws IOException {
        int[] samples = new int[frame.rows() * frame.columns()];
        EntropyBits bits = new EntropyBits(in);
        int across = (frame.columns() + SIDE - 1) / SIDE;
        int blocks = across * ((frame.rows() + SIDE - 1) / SIDE);
        int mean = 0;
        for (int b = 0; b < blocks; b++) {
            if (restartInterval > 0 && b > 0 && b % restartInterval == 0) {
                bits.restart();
                mean = 0;
            }
            mean += bits.number(dc.next(bits) & 15);
            double[] coefficients = block(bits, ac, mean);
            lay(coefficients, b / across * SIDE, b % across * SIDE, samples);
        }
        return samples;
    }

    /** The coefficients of a block, (v, u) row-major (F.2.2). */
    private double[] block(EntropyBits bits, Huffman ac, int mean) throws IOException {
        double[] block = new double[SIDE * SIDE];
        int[] steps = quantization[quantizer];
        block[0] = (double) mean * steps[0];
        for (int k = 1; k < block.length; k++) {
            int code = ac.next(bits);
            int zeros = code >> 4;
            int size = code & 15;
            if (size == 0 && zeros < 15) {
                break;
            }
            k += zeros;
            if (k >= block.length) {
                throw new IOException("a block has more than " + block.length + " coefficients");
            }
            block[ZIGZAG[k]] = (double) bits.number(size) * steps[k];
        }
        return block;
    }

    /** Transforms a block back, row by row and then column by column, and lays it into the picture. */
    private void lay(double[] block, int top, int left, int[] samples) {
        double[] rows = new double[SIDE * SIDE]; // (v, x)
        for (int n = 0; n < rows.length; n++) {
            for (int u = 0; u < SIDE; u++) {
                rows[n] += COSINES[n % SIDE][u] * block[n / SIDE * SIDE + u];
            }
        }
        int largest = (1 << frame.precision()) - 1;
        int middle = 1 << (frame.precision() - 1);
        for (int y = 0; y < Math.min(SIDE, frame.rows() - top); y++) {
            for (int x = 0; x < Math.min(SIDE, frame.columns() - left); x++) {
                double sample = middle;
                for (int v = 0; v < SIDE; v++) {
                    sample += COSINES[y][v] * rows[v * SIDE + x];
                }
                samples[(top + y) * frame.columns() + left + x] =
                        (int) Math.max(0, Math.min(largest, Math.rint(sample)));
            }
        }
    }
}
