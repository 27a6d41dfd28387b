package org.gantry.app.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure over seeds.
 *
 * @param values one a seed that has it
 */
public record Spread(List<Double> values) {
    public Spread {
        values = List.copyOf(values);
    }

    /** Whether any seed has it. */
    public boolean present() {
        return !values.isEmpty();
    }

    /** The mean; NaN of nothing. */
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The sample's standard deviation, of n - 1; NaN of fewer than two. */
    public double deviation() {
        if (values.size() < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1));
    }

    /** For people: {@code 88.6 ± 1.2}, without the spread of a single seed, {@code -} of none. */
    public String text(int scale, int decimals) {
        if (!present()) {
            return "-";
        }
        String number = "%." + decimals + "f";
        String mean = String.format(Locale.ROOT, number, scale * mean());
        return values.size() < 2 ? mean : mean + " ± " + String.format(Locale.ROOT, number, scale * deviation());
    }

    /** For programs: mean, standard deviation, and how many seeds. */
    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("mean", present() ? mean() : null);
        figures.put("standardDeviation", values.size() < 2 ? null : deviation());
        figures.put("seeds", values.size());
        return figures;
    }
}
