package org.gantry.ingest.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shortest way through all slices that is found: slices of one body that stand beside each other resemble each
 * other, so the shortest way is their order (Lin 1965, 2-opt; Or 1976, moves of up to three). Which of its ends is the
 * feet, it does not say.
 */
final class ShortestWay {
    private static final double ROUNDING = 1e-7;
    private static final int STARTS = 16;
    private static final int LONGEST_MOVE = 3;

    private final float[][] d;

    ShortestWay(Distances distances) {
        d = distances.of();
    }

    /** A way that no reversal of a part and no move of a few slices makes shorter. */
    int[] improved(int[] start) {
        List<Integer> way = new ArrayList<>();
        for (int slice : start) {
            way.add(slice);
        }
        boolean shorter = true;
        while (shorter) {
            shorter = reversals(way) || moves(way);
        }
        return way.stream().mapToInt(i -> i).toArray();
    }

    /** The shortest of the ways that begin at some slices and go on to what is nearest, improved. */
    int[] anew(int[] slices, Distances distances) {
        int[] best = improved(slices);
        for (int s = 0; s < Math.min(STARTS, slices.length); s++) {
            int first = slices[s * slices.length / Math.min(STARTS, slices.length)];
            int[] way = improved(nearest(slices, first));
            best = distances.length(way) < distances.length(best) - ROUNDING ? way : best;
        }
        return best;
    }

    private int[] nearest(int[] slices, int first) {
        List<Integer> left = new ArrayList<>();
        for (int slice : slices) {
            left.add(slice);
        }
        int[] way = new int[slices.length];
        int last = first;
        for (int n = 0; n < way.length; n++) {
            int from = last;
            last = Collections.min(left, (a, b) -> Float.compare(d[from][a], d[from][b]));
            last = n == 0 ? first : last;
            left.remove((Integer) last);
            way[n] = last;
        }
        return way;
    }

    private boolean reversals(List<Integer> way) {
        boolean shorter = false;
        int n = way.size();
        for (int i = 0; i < n - 1; i++) {
            for (int j = i + 1; j < n; j++) {
                double before = step(way, i - 1, i) + step(way, j, j + 1);
                double after = step(way, i - 1, j) + step(way, i, j + 1);
                if (after < before - ROUNDING) {
                    Collections.reverse(way.subList(i, j + 1));
                    shorter = true;
                }
            }
        }
        return shorter;
    }

    private boolean moves(List<Integer> way) {
        boolean shorter = false;
        for (int length = 1; length <= Math.min(LONGEST_MOVE, way.size() - 2); length++) {
            for (int i = 0; i + length <= way.size(); i++) {
                shorter |= move(way, i, length);
            }
        }
        return shorter;
    }

    /** Moves some slices to where the way becomes shortest, turned or not. */
    private boolean move(List<Integer> way, int at, int length) {
        List<Integer> rest = new ArrayList<>(way);
        List<Integer> part = rest.subList(at, at + length);
        List<Integer> moved = new ArrayList<>(part);
        part.clear();
        int first = moved.get(0);
        int last = moved.get(length - 1);
        double best = added(rest, at, first, last) - ROUNDING;
        int to = -1;
        boolean turned = false;
        for (int k = 0; k <= rest.size(); k++) {
            double straight = added(rest, k, first, last);
            double reversed = added(rest, k, last, first);
            if (Math.min(straight, reversed) < best) {
                best = Math.min(straight, reversed);
                to = k;
                turned = reversed < straight;
            }
        }
        if (to < 0) {
            return false;
        }
        if (turned) {
            Collections.reverse(moved);
        }
        rest.addAll(to, moved);
        way.clear();
        way.addAll(rest);
        return true;
    }

    /** By how much a way becomes longer when slices from first to last are put into it. */
    private double added(List<Integer> rest, int at, int first, int last) {
        double before = at > 0 ? d[rest.get(at - 1)][first] : 0;
        double after = at < rest.size() ? d[last][rest.get(at)] : 0;
        return before + after - step(rest, at - 1, at);
    }

    /** Nothing beyond the ends. */
    private double step(List<Integer> way, int a, int b) {
        return a < 0 || b < 0 || a >= way.size() || b >= way.size() ? 0 : d[way.get(a)][way.get(b)];
    }
}
