package org.gantry.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;

/**
 * What is known of a scan whose slices arrive in any order: which are here, and what had to be dropped. Pure state:
 * each slice gives the next state, so replay and work are the same. GATHERING -> COMPLETE when every slice is here.
 *
 * @param header the first slice's; others must agree
 * @param expected how many slices the first one says there are
 * @param pixels slice -> hash of its pixels, of those that are here
 * @param dropped how many slices were dropped, by verdict
 * @param contradiction what the first contradicting slice said; empty where none did
 */
record ScanAssembly(
        ScanHeader header,
        int expected,
        Map<Integer, Integer> pixels,
        Map<Verdict, Integer> dropped,
        String contradiction) {
    /** What becomes of a slice. */
    enum Verdict {
        /** It is new and belongs to the scan. */
        KEEP,
        /** It is here already, the same. */
        REPEATED,
        /** It is here already with other pixels; the first stays. */
        CHANGED,
        /** It came after the scan was complete. */
        LATE,
        /** It says other things of the scan than the first slice did. */
        CONTRADICTING
    }

    /**
     * A verdict and the state after it.
     *
     * @param next the state
     * @param verdict what becomes of the slice
     */
    record Decision(ScanAssembly next, Verdict verdict) {}

    ScanAssembly {
        pixels = Map.copyOf(pixels);
        dropped = Map.copyOf(dropped);
    }

    /** An assembly that waits for the scan of a slice, that slice included. */
    static ScanAssembly awaiting(Slice first) {
        return new ScanAssembly(first.header(), first.expected(), Map.of(), Map.of(), "");
    }

    /** Takes a slice of this scan. */
    Decision accept(Slice slice) {
        String says = difference(slice);
        if (!says.isEmpty()) {
            return drop(Verdict.CONTRADICTING, contradiction.isEmpty() ? says : contradiction);
        }
        if (complete()) {
            return drop(Verdict.LATE, contradiction);
        }
        int hash = Arrays.hashCode(slice.pixels());
        Integer before = pixels.get(slice.index());
        if (before != null) {
            return drop(before == hash ? Verdict.REPEATED : Verdict.CHANGED, contradiction);
        }
        Map<Integer, Integer> more = new HashMap<>(pixels);
        more.put(slice.index(), hash);
        return new Decision(new ScanAssembly(header, expected, more, dropped, contradiction), Verdict.KEEP);
    }

    private Decision drop(Verdict verdict, String says) {
        Map<Verdict, Integer> more = new HashMap<>(dropped);
        more.merge(verdict, 1, Integer::sum);
        return new Decision(new ScanAssembly(header, expected, pixels, more, says), verdict);
    }

    private String difference(Slice slice) {
        ScanHeader other = slice.header();
        if (slice.expected() != expected) {
            return slice.expected() + " slices, not " + expected;
        }
        if (other.rows() != header.rows() || other.columns() != header.columns()) {
            return other.rows() + "x" + other.columns() + " pixels, not " + header.rows() + "x" + header.columns();
        }
        if (!other.patientId().equals(header.patientId())) {
            return "patient " + other.patientId() + ", not " + header.patientId();
        }
        return other.equals(header) ? "" : "another data set, intensity or geometry";
    }

    /** True when every slice is here. */
    boolean complete() {
        return pixels.size() == expected;
    }

    /** The slices that are not here yet. */
    List<Integer> missing() {
        return IntStream.range(0, expected)
                .filter(i -> !pixels.containsKey(i))
                .boxed()
                .toList();
    }

    /** What was dropped, for people. */
    List<String> oddities() {
        List<String> oddities = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            int n = dropped.getOrDefault(verdict, 0);
            if (n > 0) {
                oddities.add((n == 1 ? "1 slice " : n + " slices ")
                        + switch (verdict) {
                            case KEEP -> throw new IllegalStateException("a slice that was kept was not dropped");
                            case REPEATED -> "came again";
                            case CHANGED -> "came again with other pixels: the first were kept";
                            case LATE -> "came after the scan was complete";
                            case CONTRADICTING ->
                                "contradicted the first one and " + (n == 1 ? "was" : "were") + " dropped: "
                                        + contradiction;
                        });
            }
        }
        return oddities;
    }
}
