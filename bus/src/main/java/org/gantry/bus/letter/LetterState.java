package org.gantry.bus.letter;

import java.util.Optional;
import org.gantry.bus.LetterHead;
import org.gantry.bus.Settlement;

/**
 * A dead letter and what was done about it.
 *
 * @param head what is said of it
 * @param kind what it has in common with others
 * @param settlement what was done; empty while it is open
 */
public record LetterState(LetterHead head, LetterClass kind, Optional<Settlement> settlement) {
    /** A letter about which nothing was done. */
    public static LetterState open(LetterHead head) {
        return new LetterState(head, LetterClass.of(head), Optional.empty());
    }

    LetterState after(Settlement done) {
        return new LetterState(head, kind, Optional.of(done));
    }

    /** True while nothing was done about it. */
    public boolean open() {
        return settlement.isEmpty();
    }

    /** OPEN, or the verdict. */
    public String word() {
        return settlement.map(s -> s.verdict().name()).orElse("OPEN");
    }
}
