package org.gantry.ingest.picture;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Pixels of another size or type, brought to those of the slices around them.
 *
 * @param values (row, column) row-major
 * @param what was done, for people
 */
record Unified(float[] values, String what) {
    /** Sides of one shape differ by no more than a rounded pixel in a hundred. */
    private static final double SHAPE = 0.02;

    /** Grey values are compared by so many quantiles; the ends of the range are where types differ most. */
    private static final int QUANTILES = 20;

    /** True where one size is the other, larger or smaller. */
    static boolean alike(PictureSize a, PictureSize b) {
        double ratio = (double) a.width() * b.height() / ((double) a.height() * b.width());
        return Math.abs(Math.log(ratio)) < SHAPE;
    }

    /** Resized with a triangle that widens with the reduction, so that nothing aliases. */
    static Unified size(float[] values, PictureSize from, PictureSize to) {
        float[] rows = resized(values, from.height(), from.width(), to.height());
        float[] turned = turned(rows, to.height(), from.width());
        float[] both = resized(turned, from.width(), to.height(), to.width());
        return new Unified(turned(both, to.width(), to.height()), "resized to " + to);
    }

    /** (row, column) with another number of rows. */
    private static float[] resized(float[] values, int rows, int columns, int target) {
        double scale = (double) rows / target;
        double support = Math.max(1, scale);
        float[] out = new float[target * columns];
        for (int r = 0; r < target; r++) {
            double centre = (r + 0.5) * scale - 0.5;
            int first = Math.max(0, (int) Math.ceil(centre - support));
            int last = Math.min(rows - 1, (int) Math.floor(centre + support));
            double[] weights = IntStream.rangeClosed(first, last)
                    .mapToDouble(i -> Math.max(0, 1 - Math.abs(i - centre) / support))
                    .toArray();
            double sum = Arrays.stream(weights).sum();
            for (int i = first; i <= last; i++) {
                float weight = (float) (weights[i - first] / sum);
                for (int c = 0; c < columns; c++) {
                    out[r * columns + c] += weight * values[i * columns + c];
                }
            }
        }
        return out;
    }

    private static float[] turned(float[] values, int rows, int columns) {
        float[] out = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                out[c * rows + r] = values[r * columns + c];
            }
        }
        return out;
    }

    /**
     * Numbers of another type with the line a·v + b that brings their quantiles nearest to those of a slice beside
     * them: types and windows differ by such a line, and no picture says which.
     */
    static Unified greys(float[] values, float[] beside) {
        double[] x = quantiles(values);
        double[] y = quantiles(beside);
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (int q = 0; q < x.length; q++) {
            xy += (x[q] - meanX) * (y[q] - meanY);
            xx += (x[q] - meanX) * (x[q] - meanX);
        }
        double a = xx > 0 ? xy / xx : 0;
        double b = meanY - a * meanX;
        float low = min(beside);
        float high = -min(negative(beside));
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.max(low, Math.min(high, a * values[i] + b));
        }
        return new Unified(out, String.format(Locale.ROOT, "taken as %.4g v %+.4g, as the slice beside it", a, b));
    }

    private static double[] quantiles(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, QUANTILES)
                .mapToDouble(q -> sorted[(int) ((q + 0.5) * sorted.length / QUANTILES)])
                .toArray();
    }

    private static float min(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        for (float v : values) {
            min = Math.min(min, v);
        }
        return min;
    }

    private static float[] negative(float[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = -values[i];
        }
        return out;
    }
}
