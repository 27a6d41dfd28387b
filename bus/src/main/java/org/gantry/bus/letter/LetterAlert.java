package org.gantry.bus.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A reason that repeats among the open letters. It stands until they are settled, however long ago they came: what was
 * not looked at does not mend itself.
 *
 * @param repeated what they have in common
 * @param open how many are open
 * @param within how many of them came within one hour, the most
 * @param last when the last one came
 */
public record LetterAlert(LetterClass repeated, int open, int within, Instant last) {
    /** How often a reason repeats within {@link #WINDOW} before it is an alert, unless told otherwise. */
    public static final int REPEATS = 10;

    static final Duration WINDOW = Duration.ofHours(1);

    /**
     * The alerts of open letters.
     *
     * @param repeats how many of a class within an hour make one
     */
    static List<LetterAlert> of(Collection<LetterState> open, int repeats) {
        TreeMap<LetterClass, List<Instant>> times = new TreeMap<>();
        open.forEach(letter -> times.computeIfAbsent(letter.kind(), c -> new ArrayList<>())
                .add(letter.head().time()));
        List<LetterAlert> alerts = new ArrayList<>();
        times.forEach((repeated, instants) -> {
            List<Instant> sorted = instants.stream().sorted().toList();
            int within = within(sorted);
            if (within >= repeats) {
                alerts.add(new LetterAlert(repeated, sorted.size(), within, sorted.get(sorted.size() - 1)));
            }
        });
        return alerts;
    }

    private static int within(List<Instant> sorted) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(first).plus(WINDOW).isBefore(sorted.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** For people. */
    public String text() {
        return open + " open dead letters of " + repeated.text() + ", " + within
                + " of them within an hour, the last at " + last;
    }
}
