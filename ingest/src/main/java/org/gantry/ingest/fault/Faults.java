package org.gantry.ingest.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts and words of faults, by kind. */
public final class Faults {
    private static final int SHOWN = 5;

    private final Map<FaultKind, int[]> totals = new EnumMap<>(FaultKind.class);

    /** What is said of a scan: one sentence a kind. */
    public static List<String> said(Collection<Fault> faults) {
        List<String> said = new ArrayList<>();
        byKind(faults)
                .forEach((kind, those) ->
                        said.add(some(those.size(), "slice is", "slices are") + " " + kind + ": " + first(those)));
        return said;
    }

    /** The faults of each kind that there is. */
    public static Map<FaultKind, List<Fault>> byKind(Collection<Fault> faults) {
        return faults.stream()
                .collect(Collectors.groupingBy(Fault::kind, () -> new EnumMap<>(FaultKind.class), Collectors.toList()));
    }

    /** Takes the faults of one more scan; from any thread. */
    public synchronized void add(Collection<Fault> ofOneScan) {
        byKind(ofOneScan).forEach((kind, those) -> {
            int[] counts = totals.computeIfAbsent(kind, k -> new int[2]);
            counts[0] += those.size();
            counts[1]++;
        });
    }

    /**
     * How many slices are at fault, in how many scans, by kind; empty where none is.
     *
     * @param mended whether those of pictures were mended
     */
    public synchronized Optional<String> total(boolean mended) {
        return totals.isEmpty()
                ? Optional.empty()
                : Optional.of("slices at fault: "
                        + totals.entrySet().stream()
                                .map(e -> e.getValue()[0] + " " + e.getKey() + " in "
                                        + some(e.getValue()[1], "scan", "scans"))
                                .collect(Collectors.joining(", "))
                        + (mended ? "; those of pictures were mended" : "; --mend mends those of pictures"));
    }

    /** The same for programs: kind, then slices and scans. */
    public synchronized Map<String, Map<String, Integer>> figures() {
        return totals.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toString(),
                        e -> Map.of("slices", e.getValue()[0], "scans", e.getValue()[1]),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** A count with the words for one or for many. */
    static String some(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /** The first few, and how many more there are. */
    private static String first(List<Fault> faults) {
        String first = faults.stream().limit(SHOWN).map(Fault::toString).collect(Collectors.joining(", "));
        return faults.size() > SHOWN ? first + " and " + (faults.size() - SHOWN) + " more" : first;
    }
}
