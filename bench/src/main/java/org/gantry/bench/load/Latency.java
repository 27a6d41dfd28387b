package org.gantry.bench.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From the last slice fed to prediction and CAM readable, s.
 *
 * @param p50 half of the scans had it by then
 * @param p95 95 % had it
 * @param maximum all had it
 */
record Latency(double p50, double p95, double maximum) {
    private static final double HALF = 0.5;
    private static final double MOST = 0.95;

    /** Of at least one scan. */
    static Latency of(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return new Latency(quantile(sorted, HALF), quantile(sorted, MOST), sorted[sorted.length - 1]);
    }

    /** The smallest that so many do not exceed. */
    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("p50Seconds", p50);
        figures.put("p95Seconds", p95);
        figures.put("maximumSeconds", maximum);
        return figures;
    }
}
