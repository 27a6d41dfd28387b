package org.gantry.bench.trust;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.domain.answer.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * How foreign some scans are to a model, beside its own test's.
 *
 * @param name what they are
 * @param foreignness of each
 */
record ForeignGroup(String name, double[] foreignness) {
    /** Share that is flagged. */
    double flagged() {
        return Arrays.stream(foreignness).filter(f -> f > 1).count() / (double) foreignness.length;
    }

    double median() {
        double[] sorted = Arrays.stream(foreignness).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** How often one of these is more foreign than one of the others. */
    double auroc(ForeignGroup others) {
        int n = foreignness.length + others.foreignness.length;
        int[] labels = new int[n];
        float[][] scores = new float[n][];
        for (int i = 0; i < n; i++) {
            boolean own = i < foreignness.length;
            labels[i] = own ? 1 : 0;
            float score = (float) (own ? foreignness[i] : others.foreignness[i - foreignness.length]);
            scores[i] = new float[] {-score, score};
        }
        return Metrics.of(2, labels, scores).auroc().orElseThrow();
    }

    Map<String, @Nullable Object> figures(ForeignGroup test) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("group", name);
        figures.put("scans", foreignness.length);
        figures.put("flagged", flagged());
        figures.put("medianForeignness", median());
        figures.put("auroc", test.name().equals(name) ? null : auroc(test));
        return figures;
    }
}
