package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Depth slices of a depth-major feature map. A run of slices is a run of rows of the outermost axis, which TensorFlow
 * shares instead of copying.
 *
 * @param g graph
 * @param map all slices in one, or just their shape
 * @param slices each by itself, if that is how they were made; else empty
 */
record DepthPlanes(GraphOps g, FeatureMap map, List<Operand<TFloat32>> slices) {
    /** Slices of what is there in one. */
    DepthPlanes(GraphOps g, FeatureMap map) {
        this(g, map, List.of());
    }

    /** The slices from the first on, so many; one by one if they were made so. */
    Operand<TFloat32> take(int first, int count) {
        if (!slices.isEmpty()) {
            return slices.get(first);
        }
        if (count == map.grid().depth()) {
            return map.value();
        }
        return g.stacked(map.value())
                .filter(parts -> count == 1 && parts.size() == map.grid().depth())
                .map(parts -> parts.get(first))
                .orElseGet(() -> g.slice(
                        map.value(),
                        new int[] {first * map.batch(), 0, 0, 0},
                        map.deep(count).shape()));
    }

    /**
     * A term of a sum over depth slices that does not reach all of them.
     *
     * @param value (count * batch, height, width, channel)
     * @param first where it starts
     * @param count how many slices it has
     */
    record Term(Operand<TFloat32> value, int first, int count) {
        int end() {
            return first + count;
        }
    }

    /**
     * The sum of terms, each only where it reaches: runs of slices with the same terms are added, then joined. Cheaper
     * than padding every term to full depth, which copies it.
     *
     * @param shape shape of the sum; every slice must be reached
     */
    static Operand<TFloat32> sum(GraphOps g, List<Term> terms, FeatureMap shape) {
        return g.concat(0, runs(g, terms, shape));
    }

    /** The sum's runs of slices, in order. */
    private static List<Operand<TFloat32>> runs(GraphOps g, List<Term> terms, FeatureMap shape) {
        TreeSet<Integer> cuts = new TreeSet<>();
        terms.forEach(term -> cuts.addAll(List.of(term.first(), term.end())));
        Map<Integer, List<Operand<TFloat32>>> runs = new TreeMap<>();
        for (Term term : terms) {
            List<Integer> starts = List.copyOf(cuts.subSet(term.first(), term.end()));
            List<? extends Operand<TFloat32>> parts = cut(g, term, starts, shape.batch());
            for (int i = 0; i < starts.size(); i++) {
                runs.computeIfAbsent(starts.get(i), start -> new ArrayList<>()).add(parts.get(i));
            }
        }
        return runs.values().stream().map(g::sum).toList();
    }

    /** A term from each start to the next: one operation, that shares memory. */
    private static List<? extends Operand<TFloat32>> cut(GraphOps g, Term term, List<Integer> starts, int batch) {
        if (starts.size() == 1) {
            return List.of(term.value());
        }
        int[] rows = new int[starts.size()];
        for (int i = 0; i < rows.length; i++) {
            int end = i + 1 < rows.length ? starts.get(i + 1) : term.end();
            rows[i] = (end - starts.get(i)) * batch;
        }
        return g.tf().splitV(term.value(), g.ints(rows), g.integer(0), (long) rows.length)
                .output();
    }

    /**
     * The way back from {@link #take}: what each depth offset gives to the slices that it was taken from, summed; in
     * runs of slices, which are single ones where the slices were taken one by one.
     *
     * @param shape shape of what was taken from
     * @param part an offset's share, (count * batch, height, width, channel)
     */
    static List<Operand<TFloat32>> scattered(
            GraphOps g, Taps taps, FeatureMap shape, Function<Taps.Offset, Operand<TFloat32>> part) {
        return runs(
                g,
                taps.offsets().stream()
                        .map(offset -> new Term(part.apply(offset), offset.firstIn(), offset.count()))
                        .toList(),
                shape);
    }

    /** The same, joined. */
    static Operand<TFloat32> scatter(
            GraphOps g, Taps taps, FeatureMap shape, Function<Taps.Offset, Operand<TFloat32>> part) {
        return g.concat(0, scattered(g, taps, shape, part));
    }

    /** What all offsets of a tap give to its gradient, summed; in the order of the taps. */
    static List<Operand<TFloat32>> byTap(GraphOps g, Taps taps, Function<Taps.Offset, Operand<TFloat32>> part) {
        Map<Integer, List<Operand<TFloat32>>> parts = new TreeMap<>();
        for (Taps.Offset offset : taps.offsets()) {
            parts.computeIfAbsent(offset.tap(), tap -> new ArrayList<>()).add(part.apply(offset));
        }
        return parts.values().stream().map(g::sum).toList();
    }
}
