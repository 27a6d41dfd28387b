package org.gantry.bus.letter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.LetterEvent;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Settlement;

/**
 * Folds what dead-letter topics say into letters that are OPEN, then REPLAYED or DROPPED. A settlement stands behind
 * its letter; the first one counts. Of open and of settled letters the oldest are forgotten beyond a limit.
 */
final class LetterBook {
    private final int most;
    private final Map<LetterPlace, LetterState> open = new LinkedHashMap<>();
    private final Map<LetterPlace, LetterState> settled = new LinkedHashMap<>();
    private long forgotten;

    LetterBook(int most) {
        this.most = most;
    }

    void on(LetterEvent event) {
        if (event instanceof DeadLetter letter) {
            open.put(letter.place(), LetterState.open(letter.head()));
            forgotten += open.size() > most ? 1 : 0;
            forgetBeyond(most, open);
        } else if (event instanceof Settlement settlement) {
            settle(settlement);
        }
    }

    private void settle(Settlement settlement) {
        LetterState before = open.remove(settlement.place());
        if (before != null) {
            settled.put(settlement.place(), before.after(settlement));
            forgetBeyond(most, settled);
        } else if (!settled.containsKey(settlement.place()) && forgotten > 0) {
            forgotten--;
        }
    }

    private static void forgetBeyond(int most, Map<LetterPlace, ?> letters) {
        if (letters.size() > most) {
            letters.keySet().remove(letters.keySet().iterator().next());
        }
    }

    Optional<LetterState> state(LetterPlace place) {
        return Optional.ofNullable(open.get(place)).or(() -> Optional.ofNullable(settled.get(place)));
    }

    /** The open letters, as they came. */
    Collection<LetterState> open() {
        return List.copyOf(open.values());
    }

    /** All letters in the order of their places. */
    List<LetterState> all() {
        List<LetterState> all = new ArrayList<>(settled.values());
        all.addAll(open.values());
        all.sort(Comparator.comparing(state -> state.head().place()));
        return all;
    }

    /** How many are open, the forgotten ones included. */
    long openCount() {
        return open.size() + forgotten;
    }

    /** Open letters by class, of those that it knows. */
    Map<LetterClass, Long> totals() {
        Map<LetterClass, Long> totals = new TreeMap<>();
        open.values().forEach(letter -> totals.merge(letter.kind(), 1L, (a, b) -> a + b));
        return totals;
    }
}
