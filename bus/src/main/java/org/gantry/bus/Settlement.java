package org.gantry.bus;

import java.time.Instant;

/**
 * What was done about a dead letter.
 *
 * @param place the letter's place
 * @param verdict what was done
 * @param by who did it
 * @param time when
 * @param id of the request that did it, unique for ever
 */
public record Settlement(LetterPlace place, Verdict verdict, String by, Instant time, String id)
        implements LetterEvent {
    /** What can be done about a dead letter. */
    public enum Verdict {
        /** It was published again, on its own topic under its own key. */
        REPLAYED,
        /** Nobody wants it. */
        DROPPED
    }

    /** For people: what was done, by whom, when. */
    public String text() {
        return verdict + " by " + by + " at " + time;
    }
}
