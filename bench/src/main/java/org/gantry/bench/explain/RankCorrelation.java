package org.gantry.bench.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Spearman's correlation: that of ranks, equal values sharing the mean of theirs. */
final class RankCorrelation {
    private RankCorrelation() {}

    /** From -1 to 1; 0 where one of them says nothing. */
    static double of(float[] a, float[] b) {
        double[] ranksA = ranks(a);
        double[] ranksB = ranks(b);
        double mean = (a.length - 1) / 2.0;
        double together = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            together += (ranksA[i] - mean) * (ranksB[i] - mean);
            squaresA += (ranksA[i] - mean) * (ranksA[i] - mean);
            squaresB += (ranksB[i] - mean) * (ranksB[i] - mean);
        }
        return squaresA * squaresB > 0 ? together / Math.sqrt(squaresA * squaresB) : 0;
    }

    private static double[] ranks(float[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparing(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int end = from;
            while (end < order.length && values[order[end]] == values[order[from]]) {
                end++;
            }
            double rank = (from + end - 1) / 2.0;
            Arrays.stream(order, from, end).forEach(i -> ranks[i] = rank);
            from = end;
        }
        return ranks;
    }
}
