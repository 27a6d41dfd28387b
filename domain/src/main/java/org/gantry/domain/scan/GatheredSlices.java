package org.gantry.domain.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is known of a scan whose slices arrive in any order: which came, and what had to be dropped. Pure state: each
 * slice gives the next state, so replay and work are the same. GATHERING -> COMPLETE when every slice is here; what
 * comes then is dropped as it was before.
 *
 * @param header the first slice's; others must agree
 * @param expected how many slices the first one says there are
 * @param digests slice to {@link Slice#digest}, of those that came
 * @param dropped how many slices were dropped, by verdict
 * @param contradiction what the first contradicting slice said; empty where none did
 */
public record GatheredSlices(
        ScanHeader header,
        int expected,
        Map<Integer, String> digests,
        Map<Verdict, Integer> dropped,
        String contradiction) {
    /** What becomes of a slice. */
    public enum Verdict {
        /** It is new and belongs to the scan. */
        KEEP,
        /** It is here already, the same. */
        REPEATED,
        /** It is here already with other pixels; the first stays. */
        CHANGED,
        /** It says other things of the scan than the first slice did. */
        CONTRADICTING
    }

    /**
     * A verdict and the state after it.
     *
     * @param next the state
     * @param verdict what becomes of the slice
     */
    public record Decision(GatheredSlices next, Verdict verdict) {}

    public GatheredSlices {
        digests = Map.copyOf(digests);
        dropped = Map.copyOf(dropped);
    }

    /** An assembly that waits for the scan of a slice, that slice included. */
    public static GatheredSlices awaiting(Slice first) {
        return new GatheredSlices(first.header(), first.expected(), Map.of(), Map.of(), "");
    }

    /** Takes a slice of this scan. */
    public Decision accept(Slice slice) {
        String says = difference(slice);
        if (!says.isEmpty()) {
            return drop(Verdict.CONTRADICTING, contradiction.isEmpty() ? says : contradiction);
        }
        String digest = slice.digest();
        String before = digests.get(slice.index());
        if (before != null) {
            return drop(before.equals(digest) ? Verdict.REPEATED : Verdict.CHANGED, contradiction);
        }
        Map<Integer, String> more = new HashMap<>(digests);
        more.put(slice.index(), digest);
        return new Decision(new GatheredSlices(header, expected, more, dropped, contradiction), Verdict.KEEP);
    }

    private Decision drop(Verdict verdict, String says) {
        Map<Verdict, Integer> more = new HashMap<>(dropped);
        more.merge(verdict, 1, Integer::sum);
        return new Decision(new GatheredSlices(header, expected, digests, more, says), verdict);
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
        // the data set is not content: the same files may be brought again for another one
        return other.intensity().equals(header.intensity()) && other.geometry().equals(header.geometry())
                ? ""
                : "another intensity or geometry";
    }

    /** True when every slice is here. */
    public boolean complete() {
        return digests.size() == expected;
    }

    /** The slices that are not here yet. */
    public List<Integer> missing() {
        return IntStream.range(0, expected)
                .filter(i -> !digests.containsKey(i))
                .boxed()
                .toList();
    }

    /**
     * That every slice is here.
     *
     * @throws IllegalStateException where one is missing
     */
    public ScanCompleted completed() {
        if (!complete()) {
            throw new IllegalStateException("scan " + header.scanId() + " lacks slices " + missing());
        }
        List<String> inOrder =
                IntStream.range(0, expected).mapToObj(digests::get).toList();
        return new ScanCompleted(header, expected, header.contentDigest(inOrder), oddities());
    }

    /** Why a slice cannot be one of this scan; empty where it is. */
    public Optional<String> refusal(Slice slice, Verdict verdict) {
        String name = "slice " + slice.index() + " of scan " + header.scanId();
        return switch (verdict) {
            case KEEP, REPEATED -> Optional.empty();
            case CHANGED ->
                Optional.of(name + " came before with other pixels, which were kept: give the other scan another id");
            case CONTRADICTING ->
                Optional.of(
                        name + " contradicts the first one: " + difference(slice) + ": give the other scan another id");
        };
    }

    /** What was dropped, for people. */
    public List<String> oddities() {
        List<String> oddities = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            int n = dropped.getOrDefault(verdict, 0);
            if (n > 0) {
                oddities.add((n == 1 ? "1 slice " : n + " slices ")
                        + switch (verdict) {
                            case KEEP -> throw new IllegalStateException("a slice that was kept was not dropped");
                            case REPEATED -> "came again";
                            case CHANGED -> "came again with other pixels: the first were kept";
                            case CONTRADICTING ->
                                "contradicted the first one and " + (n == 1 ? "was" : "were") + " dropped: "
                                        + contradiction;
                        });
            }
        }
        return oddities;
    }
}
