package org.gantry.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How long something took, over several repetitions after a warm-up.
 *
 * @param median ms
 * @param minimum ms
 */
record Timing(double median, double minimum) {
    static final double NANOS_PER_MS = 1e6;

    static Timing of(int warmUp, int repetitions, Supplier<?> work) {
        for (int i = 0; i < warmUp; i++) {
            Objects.requireNonNull(work.get());
        }
        double[] ms = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            Objects.requireNonNull(work.get());
            ms[i] = (System.nanoTime() - start) / NANOS_PER_MS;
        }
        Arrays.sort(ms);
        return new Timing(ms[repetitions / 2], ms[0]);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("medianMs", median);
        figures.put("minimumMs", minimum);
        return figures;
    }

    /**
     * The same, and how far from the machine's peak.
     *
     * @param flop floating-point operations of the work
     * @param peak matmul peak, GFLOP/s
     */
    Map<String, Object> figures(double flop, double peak) {
        Map<String, Object> figures = figures();
        double gflops = flop / (median * NANOS_PER_MS);
        figures.put("gflops", gflops);
        figures.put("shareOfPeak", gflops / peak);
        return figures;
    }
}
