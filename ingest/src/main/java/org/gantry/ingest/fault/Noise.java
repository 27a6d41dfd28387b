package org.gantry.ingest.fault;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Finds slices that are far noisier than those around them, and slices that resemble no other of their scan. */
final class Noise {
    /** So many slices on each side say how rough a slice should be. */
    private static final int AROUND = 3;

    /** Roughness changes along a body, by less than this factor from slice to slice, */
    private static final double ROUGH = 1.6;

    /** and in a scan of which it changes much, by less than this many times the usual change. */
    private static final double UNUSUAL = 6;

    /** A slice of the body is nearer to some other than this many times the usual distance of neighbours. */
    private static final double FAR = 3.5;

    /** The ends of a scan lie beside one slice alone, and may be where a body changes most. */
    private static final double FAR_END = 7;

    /** It is nearer to some other than this many times the distance of the two beside it from each other. */
    private static final double FOREIGN = 1.5;

    /** One that fits elsewhere by so much better only lies in the wrong place. */
    private static final double MOVED = 0.5;

    private final List<SliceSketch> sketches;
    private final Distances greys;

    Noise(List<SliceSketch> sketches, Distances greys) {
        this.sketches = sketches;
        this.greys = greys;
    }

    /** True for those of some slices, in their order, that are noisier than those around them. */
    boolean[] rough(int[] slices) {
        double[] log = Arrays.stream(slices)
                .mapToDouble(s -> Math.log(sketches.get(s).roughness() + 1e-6))
                .toArray();
        double[] excess = IntStream.range(0, log.length)
                .mapToDouble(i -> log[i] - around(log, i))
                .toArray();
        double usual = Distances.median(Arrays.stream(excess).map(Math::abs).toArray());
        double most = Math.max(Math.log(ROUGH), UNUSUAL * usual);
        return marked(slices, i -> excess[i] > most);
    }

    private static double around(double[] log, int i) {
        return Distances.median(IntStream.rangeClosed(Math.max(0, i - AROUND), Math.min(log.length - 1, i + AROUND))
                .filter(j -> j != i)
                .mapToDouble(j -> log[j])
                .toArray());
    }

    /** True for those of some slices, in their order, that are far from all others. */
    boolean[] alone(int[] slices) {
        double[] nearest = nearest(slices);
        double usual = Distances.median(nearest);
        return marked(slices, i -> nearest[i] > (i == 0 || i == slices.length - 1 ? FAR_END : FAR) * usual);
    }

    /** True for those of some slices, in their order, that come between two which belong together. */
    boolean[] foreign(int[] slices) {
        double[] nearest = nearest(slices);
        return marked(
                slices,
                i -> i > 0
                        && i < slices.length - 1
                        && nearest[i] > FOREIGN * greys.of()[slices[i - 1]][slices[i + 1]]
                        && elsewhere(slices, i) > MOVED * detour(slices[i - 1], slices[i], slices[i + 1]));
    }

    /** The least detour over a slice between any other two that lie beside each other. */
    private double elsewhere(int[] slices, int place) {
        return IntStream.range(1, slices.length)
                .filter(i -> i != place && i - 1 != place)
                .mapToDouble(i -> detour(slices[i - 1], slices[place], slices[i]))
                .min()
                .orElse(0);
    }

    private double detour(int from, int over, int to) {
        return greys.of()[from][over] + greys.of()[over][to] - greys.of()[from][to];
    }

    private double[] nearest(int[] slices) {
        return Arrays.stream(slices).mapToDouble(s -> greys.nearest(s, slices)).toArray();
    }

    private boolean[] marked(int[] slices, IntPredicate which) {
        boolean[] marked = new boolean[sketches.size()];
        IntStream.range(0, slices.length).filter(which).forEach(i -> marked[slices[i]] = true);
        return marked;
    }
}
