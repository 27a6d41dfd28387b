package org.gantry.domain.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** 95 % confidence intervals of those metrics that have one in closed form, by the names of {@link Metrics#figures}. */
public final class MetricIntervals {
    private MetricIntervals() {}

    /** The intervals; a metric of nothing, and a mean of dependent shares, has none. */
    public static Map<String, Interval> of(Metrics metrics) {
        int[][] confusion = metrics.confusion();
        Map<String, Interval> intervals = new LinkedHashMap<>();
        int hits =
                IntStream.range(0, metrics.classes()).map(c -> confusion[c][c]).sum();
        intervals.put("accuracy", Interval.wilson(hits, metrics.count()));
        intervals.put("balancedAccuracy", balanced(confusion));
        if (metrics.classes() == 2) {
            put(intervals, "sensitivity", confusion[1][1], confusion[1][0] + confusion[1][1]);
            put(intervals, "specificity", confusion[0][0], confusion[0][0] + confusion[0][1]);
            put(intervals, "precision", confusion[1][1], confusion[0][1] + confusion[1][1]);
            metrics.auroc()
                    .ifPresent(area -> intervals.put(
                            "auroc",
                            Interval.ofAuroc(
                                    area, confusion[1][0] + confusion[1][1], confusion[0][0] + confusion[0][1])));
        }
        return intervals;
    }

    private static void put(Map<String, Interval> intervals, String name, int hits, int trials) {
        if (trials > 0) {
            intervals.put(name, Interval.wilson(hits, trials));
        }
    }

    /** Mean of independent proportions by their own intervals' distances, squared and added (Zou and Donner 2008). */
    private static Interval balanced(int[][] confusion) {
        double mean = 0;
        double below = 0;
        double above = 0;
        int occurring = 0;
        for (int c = 0; c < confusion.length; c++) {
            int truths = IntStream.of(confusion[c]).sum();
            if (truths > 0) {
                double share = (double) confusion[c][c] / truths;
                Interval own = Interval.wilson(confusion[c][c], truths);
                mean += share;
                below += (share - own.low()) * (share - own.low());
                above += (own.high() - share) * (own.high() - share);
                occurring++;
            }
        }
        return new Interval((mean - Math.sqrt(below)) / occurring, (mean + Math.sqrt(above)) / occurring);
    }
}
