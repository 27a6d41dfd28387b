package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.gantry.domain.network.Grid;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Depth slices of a depth-major feature map. A run of slices is a run of rows of the outermost axis, which TensorFlow
 * shares instead of copying; every second slice is not, so at stride 2 even and odd slices are parted once.
 */
final class DepthPlanes {
    private final GraphOps g;
    private final FeatureMap map;
    private final List<Operand<TFloat32>> phases = new ArrayList<>();

    /** Slices of a map, to be read at a depth stride of 1 or 2. */
    DepthPlanes(GraphOps g, FeatureMap map, int stride) {
        this.g = g;
        this.map = map;
        if (stride == 1) {
            phases.add(map.value());
        } else {
            part();
        }
    }

    private void part() {
        int depth = map.grid().depth();
        int pairs = (depth + 1) / 2;
        int n = map.batch();
        Operand<TFloat32> even = g.pad(map.value(), 0, (2 * pairs - depth) * n, 0, 0, 0, 0, 0, 0);
        Operand<TFloat32> paired = g.reshape(even, pairs, 2, map.planeSize());
        for (int phase = 0; phase < 2; phase++) {
            Operand<TFloat32> every = g.slice(paired, new int[] {0, phase, 0}, new int[] {pairs, 1, map.planeSize()});
            phases.add(g.reshape(every, rows(pairs)));
        }
    }

    private int[] rows(int planes) {
        return new int[] {planes * map.batch(), map.grid().height(), map.grid().width(), map.channels()};
    }

    /** The slices first, first + stride, ...; {@code count} of them. */
    Operand<TFloat32> take(int first, int count) {
        int stride = phases.size();
        Operand<TFloat32> phase = phases.get(first % stride);
        int start = first / stride;
        int available = (map.grid().depth() + stride - 1) / stride;
        if (start == 0 && count == available) {
            return phase;
        }
        return g.slice(phase, new int[] {start * map.batch(), 0, 0, 0}, rows(count));
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
        return g.concat(0, runs.values().stream().map(g::sum).toList());
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
     * The way back from {@link #take}: what each depth offset gives to the slices that it was taken from, summed.
     *
     * @param shape shape of what was taken from
     * @param part an offset's share, (count * batch, height, width, channel)
     */
    static Operand<TFloat32> scatter(
            GraphOps g, Taps taps, FeatureMap shape, Function<Taps.Offset, Operand<TFloat32>> part) {
        int stride = taps.depth().stride();
        int depth = shape.grid().depth();
        List<Operand<TFloat32>> phases = new ArrayList<>();
        for (int phase = 0; phase < Math.min(stride, depth); phase++) {
            List<Term> terms = new ArrayList<>();
            for (Taps.Offset offset : taps.offsets()) {
                if (offset.firstIn() % stride == phase) {
                    terms.add(new Term(part.apply(offset), offset.firstIn() / stride, offset.count()));
                }
            }
            phases.add(sum(g, terms, shape.deep((depth - phase + stride - 1) / stride)));
        }
        return phases.size() == 1 ? phases.get(0) : interleave(g, phases.get(0), phases.get(1), shape);
    }

    /**
     * Even and odd slices in turn.
     *
     * @param shape the joined map's; where its depth is odd the last odd slice is left out
     */
    private static Operand<TFloat32> interleave(
            GraphOps g, Operand<TFloat32> even, Operand<TFloat32> odd, FeatureMap shape) {
        Grid grid = shape.grid();
        int pairs = (grid.depth() + 1) / 2;
        int missing = (2 * pairs - grid.depth()) * shape.batch();
        Operand<TFloat32> whole = g.pad(odd, 0, missing, 0, 0, 0, 0, 0, 0);
        Operand<TFloat32> paired = g.concat(
                1,
                List.of(g.reshape(even, pairs, 1, shape.planeSize()), g.reshape(whole, pairs, 1, shape.planeSize())));
        Operand<TFloat32> rows =
                g.reshape(paired, 2 * pairs * shape.batch(), grid.height(), grid.width(), shape.channels());
        return missing == 0 ? rows : g.slice(rows, new int[4], shape.shape());
    }
}
