package org.gantry.sampler.lung;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The connected parts of slices, by faces, in three dimensions. Runs along rows are joined, not voxels, so that a whole
 * scan takes little room.
 */
final class Components {
    private final List<Plane> planes;
    private final List<Run> runs = new ArrayList<>();
    private int[] parent = new int[0];

    /**
     * Pixels from one to before another of a row.
     *
     * @param plane its slice
     * @param from its first pixel in the plane
     * @param to the pixel behind its last
     */
    private record Run(int plane, int from, int to) {
        int length() {
            return to - from;
        }
    }

    /** Of slices of one size, feet to head. */
    Components(List<Plane> planes) {
        this.planes = planes;
        List<int[]> rows = new ArrayList<>();
        for (int p = 0; p < planes.size(); p++) {
            findRuns(p, rows);
        }
        parent = IntStream.range(0, runs.size()).toArray();
        int height = planes.get(0).rows();
        for (int r = 0; r < rows.size(); r++) {
            if (r % height > 0) {
                join(rows.get(r), rows.get(r - 1));
            }
            if (r >= height) {
                join(rows.get(r), rows.get(r - height));
            }
        }
    }

    /** Takes the runs of a plane, and of each row the first and the one behind the last. */
    private void findRuns(int p, List<int[]> rows) {
        Plane plane = planes.get(p);
        for (int row = 0; row < plane.rows(); row++) {
            int first = runs.size();
            int end = (row + 1) * plane.columns();
            int from = -1;
            for (int at = row * plane.columns(); at < end; at++) {
                if (plane.in()[at] && from < 0) {
                    from = at;
                }
                if (from >= 0 && (at + 1 == end || !plane.in()[at + 1])) {
                    runs.add(new Run(p, from, at + 1));
                    from = -1;
                }
            }
            rows.add(new int[] {first, runs.size()});
        }
    }

    /** Joins the runs of two rows that lie over one another. */
    private void join(int[] row, int[] other) {
        int columns = planes.get(0).columns();
        int b = other[0];
        for (int a = row[0]; a < row[1]; a++) {
            while (b < other[1]
                    && (runs.get(b).to() - 1) % columns < runs.get(a).from() % columns) {
                b++;
            }
            for (int c = b;
                    c < other[1] && runs.get(c).from() % columns <= (runs.get(a).to() - 1) % columns;
                    c++) {
                parent[root(c)] = root(a);
            }
        }
    }

    private int root(int run) {
        int r = run;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /**
     * The slices with the largest parts alone.
     *
     * @param most how many parts at most
     * @param least voxels of each, as a share of the largest's
     */
    List<Plane> largest(int most, double least) {
        long[] sizes = sizes();
        List<Integer> kept = IntStream.range(0, sizes.length)
                .filter(r -> sizes[r] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer r) -> -sizes[r]))
                .limit(most)
                .toList();
        return with(root -> kept.contains(root) && sizes[root] >= least * sizes[kept.get(0)]);
    }

    /** The slices with the parts alone that have no more voxels. */
    List<Plane> upTo(double voxels) {
        long[] sizes = sizes();
        return with(root -> sizes[root] <= voxels);
    }

    private long[] sizes() {
        long[] sizes = new long[runs.size()];
        for (int run = 0; run < runs.size(); run++) {
            sizes[root(run)] += runs.get(run).length();
        }
        return sizes;
    }

    private List<Plane> with(IntPredicate root) {
        List<Plane> out = planes.stream()
                .map(p -> new Plane(p.rows(), p.columns(), new boolean[p.in().length]))
                .toList();
        for (int run = 0; run < runs.size(); run++) {
            if (root.test(root(run))) {
                Run r = runs.get(run);
                Arrays.fill(out.get(r.plane()).in(), r.from(), r.to(), true);
            }
        }
        return out;
    }
}
