package org.gantry.ingest.fault;

import java.util.Arrays;

/**
 * What is kept of a slice to compare it with others.
 *
 * @param hash of its pixels; equal slices have equal ones
 * @param thumbnail means of at most {@value #SIDE} x {@value #SIDE} blocks, black 0 to white 1
 * @param roughness mean of |Laplacian|, a measure of noise
 * @param empty share of its pixels that have exactly the background's value
 * @param blankRows length of the longest run of rows at its top or bottom that hold one value
 * @param background the most frequent value of its border
 */
record SliceSketch(int hash, float[] thumbnail, double roughness, double empty, int blankRows, float background) {
    static final int SIDE = 32;

    private static final double SPARSE = 0.98;

    private static final double FULL = 0.5;

    static SliceSketch of(Looked scan, int slice) {
        float[] pixels = scan.pixels().get(slice);
        int rows = scan.rows();
        int columns = scan.columns();
        float background = background(pixels, rows, columns);
        int empty = 0;
        for (float pixel : pixels) {
            empty += pixel == background ? 1 : 0;
        }
        return new SliceSketch(
                Arrays.hashCode(pixels),
                thumbnail(scan, pixels),
                roughness(scan, pixels),
                (double) empty / pixels.length,
                Math.max(blankRows(pixels, rows, columns, 0, 1), blankRows(pixels, rows, columns, rows - 1, -1)),
                background);
    }

    /** True where every pixel has one value. */
    boolean blank() {
        return empty == 1;
    }

    /** True where more than half of the frame shows something. */
    boolean full() {
        return empty < FULL;
    }

    /** True where next to nothing is shown: the ends of a scan of which the lungs were cut out. */
    boolean sparse() {
        return empty > SPARSE;
    }

    private static float[] thumbnail(Looked scan, float[] pixels) {
        int height = Math.min(SIDE, scan.rows());
        int width = Math.min(SIDE, scan.columns());
        float[] sums = new float[height * width];
        int[] counts = new int[height * width];
        for (int y = 0, at = 0; y < scan.rows(); y++) {
            int row = y * height / scan.rows() * width;
            for (int x = 0; x < scan.columns(); x++, at++) {
                int block = row + x * width / scan.columns();
                sums[block] += scan.grey(pixels[at]);
                counts[block]++;
            }
        }
        for (int block = 0; block < sums.length; block++) {
            sums[block] /= counts[block];
        }
        return sums;
    }

    private static double roughness(Looked scan, float[] pixels) {
        double sum = 0;
        for (int y = 1; y < scan.rows() - 1; y++) {
            for (int x = 1; x < scan.columns() - 1; x++) {
                sum += Math.abs(laplacian(scan, pixels, y * scan.columns() + x));
            }
        }
        return sum / pixels.length;
    }

    /** How a pixel differs from the four around it. */
    static float laplacian(Looked scan, float[] pixels, int at) {
        return 4 * scan.grey(pixels[at])
                - scan.grey(pixels[at - 1])
                - scan.grey(pixels[at + 1])
                - scan.grey(pixels[at - scan.columns()])
                - scan.grey(pixels[at + scan.columns()]);
    }

    private static float background(float[] pixels, int rows, int columns) {
        float[] border = new float[2 * (rows + columns)];
        int at = 0;
        for (int x = 0; x < columns; x++) {
            border[at++] = pixels[x];
            border[at++] = pixels[(rows - 1) * columns + x];
        }
        for (int y = 0; y < rows; y++) {
            border[at++] = pixels[y * columns];
            border[at++] = pixels[y * columns + columns - 1];
        }
        Arrays.sort(border);
        float best = border[0];
        int most = 0;
        for (int i = 0, from = 0; i < border.length; i++) {
            from = border[i] == border[from] ? from : i;
            if (i - from + 1 > most) {
                most = i - from + 1;
                best = border[i];
            }
        }
        return best;
    }

    private static int blankRows(float[] pixels, int rows, int columns, int first, int step) {
        float value = pixels[first * columns];
        for (int n = 0; n < rows; n++) {
            int row = (first + n * step) * columns;
            for (int x = 0; x < columns; x++) {
                if (pixels[row + x] != value) {
                    return n;
                }
            }
        }
        return rows;
    }
}
