package org.gantry.ingest.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far slices are from each other.
 *
 * @param of (slice, slice), symmetric
 */
record Distances(float[][] of) {
    /** Root mean square of the differences of thumbnails: what a slice shows, and how bright. */
    static Distances ofGreys(List<SliceSketch> sketches) {
        return between(sketches.stream().map(SliceSketch::thumbnail).toList());
    }

    /** The same of thumbnails of mean 0 and norm 1: √(2 − 2 NCC), which brightness and contrast do not change. */
    static Distances ofShapes(List<SliceSketch> sketches) {
        return between(sketches.stream().map(s -> standard(s.thumbnail())).toList());
    }

    private static Distances between(List<float[]> vectors) {
        int n = vectors.size();
        float[][] of = new float[n][n];
        IntStream.range(0, n).parallel().forEach(i -> {
            for (int j = 0; j < i; j++) {
                of[i][j] = distance(vectors.get(i), vectors.get(j));
            }
        });
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                of[j][i] = of[i][j];
            }
        }
        return new Distances(of);
    }

    private static float distance(float[] a, float[] b) {
        float sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return (float) Math.sqrt(sum / a.length);
    }

    private static float[] standard(float[] v) {
        double mean =
                IntStream.range(0, v.length).mapToDouble(k -> v[k]).average().orElseThrow();
        double norm = Math.sqrt(IntStream.range(0, v.length)
                .mapToDouble(k -> (v[k] - mean) * (v[k] - mean))
                .sum());
        float[] out = new float[v.length];
        for (int k = 0; k < v.length && norm > 0; k++) {
            out[k] = (float) ((v[k] - mean) / norm);
        }
        return out;
    }

    /** Median over the slices that stand beside each other in an order. */
    double usual(int[] order) {
        return usual(order, 1);
    }

    /** The same over those that stand so many places apart. */
    double usual(int[] order, int places) {
        return median(IntStream.range(places, order.length)
                .mapToDouble(i -> of[order[i - places]][order[i]])
                .toArray());
    }

    /** How far a slice is from the one that it resembles most, among some. */
    double nearest(int slice, int[] among) {
        return Arrays.stream(among)
                .filter(j -> j != slice)
                .mapToDouble(j -> of[slice][j])
                .min()
                .orElse(0);
    }

    /** The length of the way through all slices in an order. */
    double length(int[] order) {
        double sum = 0;
        for (int i = 1; i < order.length; i++) {
            sum += of[order[i - 1]][order[i]];
        }
        return sum;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
