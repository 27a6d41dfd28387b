package org.gantry.bus;

/** What a topic's dead letters say: that a record could not be handled, or what was done about it. */
public sealed interface LetterEvent permits DeadLetter, Settlement {
    /** The place of the letter that it is about. */
    LetterPlace place();
}
