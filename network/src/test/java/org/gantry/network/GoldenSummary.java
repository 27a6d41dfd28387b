package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * What a fixture stores of an array (FORMAT.md, section 4): its sum, its norm, and a product with random signs that
 * sees every element, so that a turned kernel shows.
 *
 * @param values the array
 * @param sum of all
 * @param l2 Euclidean norm
 * @param dot with 2 u(99, stream, i) - 1
 */
record GoldenSummary(float[] values, double sum, double l2, double dot) {
    static GoldenSummary of(long stream, float[] values) {
        double sum = 0;
        double squares = 0;
        double dot = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
            squares += (double) values[i] * values[i];
            dot += values[i] * (2 * GoldenGenerator.u(99, stream, i) - 1);
        }
        return new GoldenSummary(values, sum, Math.sqrt(squares), dot);
    }

    double first(int i) {
        return i < values.length ? values[i] : 0;
    }

    /** Summaries of all tensors, by the fixtures' names. */
    static Map<String, GoldenSummary> byFixtureName(Tensors tensors, ToLongFunction<String> streams) {
        Map<String, GoldenSummary> summaries = new HashMap<>();
        tensors.arrays()
                .forEach((name, array) -> summaries.put(
                        GoldenGenerator.fixtureName(name), of(streams.applyAsLong(name), array.values())));
        return summaries;
    }

    static GoldenSummary of(Map<String, GoldenSummary> summaries, String name) {
        assertThat(summaries).containsKey(name);
        return Objects.requireNonNull(summaries.get(name));
    }
}
