package org.gantry.ingest.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The faults of a scan's slices: what can be said of one alone first, so that it does not count in what is said of
 * slices by their neighbours.
 *
 * @param faults by slice, each at most once
 * @param order the slices without fault, and those in disorder or not segmented, as they should lie
 */
public record Diagnosis(List<Found> faults, List<Integer> order) {
    /** More rows than this without anything, where the slices beside have fewer, were lost. */
    private static final double LOST_ROWS = 0.15;

    private static final String ALONE = "resembles no other slice";

    /**
     * A fault.
     *
     * @param slice which of the scan's slices
     * @param kind in which way
     * @param what is wrong with it, for people
     */
    public record Found(int slice, FaultKind kind, String what) {}

    public Diagnosis {
        faults = List.copyOf(faults);
        order = List.copyOf(order);
    }

    /** Of a scan's slices. */
    public static Diagnosis of(Looked scan) {
        return new Search(scan).run();
    }

    /** True for the slices of a kind. */
    public IntPredicate of(FaultKind kind) {
        return slice -> faults.stream().anyMatch(f -> f.slice() == slice && f.kind() == kind);
    }

    /** The state of looking at one scan. */
    private static final class Search {
        private final Looked scan;
        private final List<SliceSketch> sketches;
        private final Distances greys;
        private final List<Found> faults = new ArrayList<>();
        private int[] sound;

        Search(Looked scan) {
            this.scan = scan;
            sketches = scan.sketches();
            greys = Distances.ofGreys(sketches);
            sound = IntStream.range(0, sketches.size()).toArray();
        }

        Diagnosis run() {
            if (scan.comparable()) {
                damaged();
            }
            repeated();
            if (!scan.comparable()) {
                return new Diagnosis(faults, list(sound));
            }
            boolean[] uncut = new Segmented(scan, sketches).not(sound);
            int[] before = sound;
            leave(uncut, FaultKind.NON_SEGMENTED, "shows all of the body where the other slices show the lungs alone");
            int[] sparse = filter(s -> sketches.get(s).sparse());
            sound = filter(s -> !sketches.get(s).sparse());
            noisy();
            int[] order = new Disorder(greys).order(sound);
            disordered(order);
            return new Diagnosis(
                    faults,
                    Arrays.equals(order, sound) ? asTheyLie(before, order, sparse, uncut) : whole(order, sparse));
        }

        /** All slices that are not to be left out, in their own order. */
        private static List<Integer> asTheyLie(int[] before, int[] order, int[] sparse, boolean[] uncut) {
            return Arrays.stream(before)
                    .filter(s -> uncut[s] || contains(order, s) || contains(sparse, s))
                    .boxed()
                    .toList();
        }

        /**
         * Slices that were put in order, between those that show next to nothing, which stand at the ends. One that
         * shows all of the body where the others do not is left out: it resembles none, so its place is unknown.
         */
        private List<Integer> whole(int[] order, int[] sparse) {
            int middle = sketches.size() / 2;
            return Stream.of(
                            Arrays.stream(sparse).filter(s -> s < middle),
                            Arrays.stream(order),
                            Arrays.stream(sparse).filter(s -> s >= middle))
                    .flatMap(IntStream::boxed)
                    .toList();
        }

        private void damaged() {
            boolean[] blank = new boolean[sketches.size()];
            boolean[] torn = new boolean[sketches.size()];
            for (int i = 1; i < sketches.size() - 1; i++) {
                int blankRows = sketches.get(i).blankRows();
                int beside = Math.max(
                        sketches.get(i - 1).blankRows(), sketches.get(i + 1).blankRows());
                boolean lost = blankRows > beside + LOST_ROWS * scan.rows()
                        && !sketches.get(i - 1).sparse()
                        && !sketches.get(i + 1).sparse();
                blank[i] = lost && sketches.get(i).blank();
                // where the lungs were cut out, rows are empty that need not be lost
                torn[i] = lost
                        && !blank[i]
                        && sketches.get(i - 1).full()
                        && sketches.get(i + 1).full();
            }
            leave(blank, FaultKind.DAMAGED, "holds one value and nothing else");
            leave(torn, FaultKind.DAMAGED, "holds one value in many of its rows");
        }

        private void repeated() {
            int[] filled = filter(s -> !sketches.get(s).blank());
            OptionalInt[] repeats = new Repeats(scan, sketches, greys).of(filled);
            for (int slice : filled) {
                repeats[slice].ifPresent(first -> faults.add(new Found(
                        slice, FaultKind.REPEATED, "repeats " + scan.names().get(first))));
            }
            sound = filter(s -> repeats[s].isEmpty());
        }

        private void noisy() {
            Noise noise = new Noise(sketches, greys);
            leave(
                    noise.rough(new Disorder(greys).order(sound)),
                    FaultKind.NOISY,
                    "is far noisier than the slices beside it");
            boolean[] far = noise.alone(sound);
            // a slice that resembles none may be put at an end, where it would be let pass
            leave(orderedWithout(far) ? far : noise.alone(new Disorder(greys).order(sound)), FaultKind.NOISY, ALONE);
            boolean[] foreign = noise.foreign(sound);
            // in a scan out of order, slices that belong together meet by chance
            if (orderedWithout(foreign)) {
                leave(foreign, FaultKind.NOISY, ALONE);
            }
        }

        private boolean orderedWithout(boolean[] some) {
            int[] others = filter(s -> !some[s]);
            return Arrays.equals(others, new Disorder(greys).order(others));
        }

        private void disordered(int[] order) {
            for (int slice : Disorder.moved(order)) {
                int at = IntStream.range(0, order.length)
                        .filter(i -> order[i] == slice)
                        .findFirst()
                        .orElseThrow();
                String where = at == 0
                        ? "before " + scan.names().get(order[1])
                        : "behind " + scan.names().get(order[at - 1]);
                faults.add(new Found(slice, FaultKind.DISORDERED, "belongs " + where));
            }
        }

        private void leave(boolean[] faulty, FaultKind kind, String what) {
            for (int slice : sound) {
                if (faulty[slice]) {
                    faults.add(new Found(slice, kind, what));
                }
            }
            sound = filter(s -> !faulty[s]);
        }

        private int[] filter(IntPredicate which) {
            return Arrays.stream(sound).filter(which).toArray();
        }

        private static boolean contains(int[] slices, int slice) {
            return Arrays.stream(slices).anyMatch(s -> s == slice);
        }

        private static List<Integer> list(int[] slices) {
            return Arrays.stream(slices).boxed().toList();
        }
    }
}
