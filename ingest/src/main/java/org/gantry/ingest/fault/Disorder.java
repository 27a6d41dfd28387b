package org.gantry.ingest.fault;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether slices lie in another order than their body's. Beside each other, slices resemble each other; so where a much
 * shorter way leads through all of them than the one in which they lie, they lie in disorder.
 */
final class Disorder {
    /** By how many usual steps another way must be shorter: two slices that changed places make it longer by one. */
    private static final double SHORTER = 0.5;

    /** The same for a way that begins elsewhere on a ring: the ends of a cut-out may resemble each other. */
    private static final double SHORTER_ROUND = 4;

    /** Where the next slice but one is less than so many times as far as the next, noise is most of every step, */
    private static final double RESOLVED = 1.2;

    /** and a way that follows the noise is a little shorter than the right one, by less than this part. */
    private static final double NOISE = 0.02;

    private final Distances greys;

    Disorder(Distances greys) {
        this.greys = greys;
    }

    /** Some slices, all of them, in the order of their body; in their own where that may be it. */
    int[] order(int[] slices) {
        if (slices.length < 4) {
            return slices.clone();
        }
        ShortestWay ways = new ShortestWay(greys);
        int[] way = ways.improved(slices);
        if (!shorter(slices, way)) {
            return slices.clone();
        }
        return feetFirst(ways.anew(slices, greys), slices);
    }

    private boolean shorter(int[] slices, int[] way) {
        double gain = greys.length(slices) - greys.length(way);
        double usual = greys.usual(way);
        boolean resolved = greys.usual(way, 2) > RESOLVED * usual;
        return (resolved || gain > NOISE * greys.length(slices))
                && gain > SHORTER * usual
                && (!round(slices, way) || gain > SHORTER_ROUND * usual);
    }

    /** True where a way leads from the last slice to the first. */
    private static boolean round(int[] slices, int[] way) {
        int first = slices[0];
        int last = slices[slices.length - 1];
        return IntStream.range(1, way.length)
                .anyMatch(i -> Math.min(way[i - 1], way[i]) == Math.min(first, last)
                        && Math.max(way[i - 1], way[i]) == Math.max(first, last));
    }

    /** The way in that of its two directions in which more pairs stand as the slices' names say. */
    private static int[] feetFirst(int[] way, int[] slices) {
        int[] place = new int[Arrays.stream(slices).max().orElseThrow() + 1];
        for (int i = 0; i < slices.length; i++) {
            place[slices[i]] = i;
        }
        long up = 0;
        for (int i = 0; i < way.length; i++) {
            for (int j = i + 1; j < way.length; j++) {
                up += place[way[i]] < place[way[j]] ? 1 : -1;
            }
        }
        return up >= 0
                ? way
                : IntStream.range(0, way.length)
                        .map(i -> way[way.length - 1 - i])
                        .toArray();
    }

    /** The slices of an order, as few as can be, without which it would be that of their numbers. */
    static int[] moved(int[] order) {
        int n = order.length;
        int[] longest = new int[n];
        int[] before = new int[n];
        int end = 0;
        for (int i = 0; i < n; i++) {
            longest[i] = 1;
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                if (order[j] < order[i] && longest[j] + 1 > longest[i]) {
                    longest[i] = longest[j] + 1;
                    before[i] = j;
                }
            }
            end = longest[i] > longest[end] ? i : end;
        }
        boolean[] stays = new boolean[n];
        for (int i = end; i >= 0; i = before[i]) {
            stays[i] = true;
        }
        return IntStream.range(0, n).filter(i -> !stays[i]).map(i -> order[i]).toArray();
    }
}
