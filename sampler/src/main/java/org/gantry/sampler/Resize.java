package org.gantry.sampler;

import java.util.Arrays;

/**
 * Resizes slices so that the side that is short for its target becomes 5/4 of it, and cuts out the middle (paper,
 * "Datasets and Pre-processing"). The weights are computed once for a scan.
 */
final class Resize {
    private static final double MARGIN = 5 / 4.0;

    private final int columns;
    private final Taps down;
    private final Taps across;

    /** From slices of rows x columns to height x width. */
    Resize(int rows, int columns, int height, int width) {
        double scale = Math.max(MARGIN * height / rows, MARGIN * width / columns);
        this.columns = columns;
        down = Taps.of(rows, resized(rows, scale, height), height);
        across = Taps.of(columns, resized(columns, scale, width), width);
    }

    private static int resized(int source, double scale, int target) {
        return Math.max(target, (int) Math.round(source * scale));
    }

    /** A slice, (row, column) row-major, to the target's size. */
    float[] apply(float[] pixels) {
        int from = across.first()[0];
        int length = across.end() - from;
        float[] row = new float[length];
        float[] out = new float[down.length() * across.length()];
        for (int h = 0; h < down.length(); h++) {
            mixRows(pixels, h, from, row);
            for (int w = 0; w < across.length(); w++) {
                float[] weights = across.weights()[w];
                int at = across.first()[w] - from;
                float sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * row[at + k];
                }
                out[h * across.length() + w] = sum;
            }
        }
        return out;
    }

    /**
     * Rows first: their inner loop runs along memory, and only a target's number of rows is left for the other pass.
     */
    private void mixRows(float[] pixels, int h, int from, float[] row) {
        Arrays.fill(row, 0);
        float[] weights = down.weights()[h];
        for (int k = 0; k < weights.length; k++) {
            int at = (down.first()[h] + k) * columns + from;
            float weight = weights[k];
            for (int i = 0; i < row.length; i++) {
                row[i] += weight * pixels[at + i];
            }
        }
    }

    /** How target rows lie on the source's. */
    Taps rows() {
        return down;
    }

    /** How target columns lie on the source's. */
    Taps columns() {
        return across;
    }
}
