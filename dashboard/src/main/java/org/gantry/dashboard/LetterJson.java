package org.gantry.dashboard;

import java.util.Map;
import java.util.Optional;
import org.gantry.bus.Settlement;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.bus.letter.LetterClass;
import org.gantry.bus.letter.LetterState;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/** Dead letters as the HTTP API writes them. */
final class LetterJson {
    private static final Kind<Settlement> SETTLEMENT = Shape.<Settlement>named("Settlement", "Who settled a letter.")
            .with("by", Kind.TEXT, Settlement::by)
            .with("time", Kind.TIME, Settlement::time)
            .kind();

    /** A letter by itself, with what is wrong with its bytes. */
    static final Kind<Shown> SHOWN = fields(Shape.<Shown>named("DeadLetter", "A dead letter, read back from the log."))
            .with("fault", Kind.orNull(Kind.TEXT), Shown::fault)
            .kind();

    private static final Kind<Shown> LISTED =
            fields(Shape.<Shown>named("ListedLetter", "A dead letter.")).kind();

    private static final Kind<Map.Entry<LetterClass, Long>> TOTAL = Shape.<Map.Entry<LetterClass, Long>>named(
                    "LetterTotal", "How many open letters say the same.")
            .with("topic", Kind.TEXT, e -> e.getKey().topic())
            .with("reason", Kind.TEXT, e -> e.getKey().reason())
            .with("cause", Kind.TEXT, e -> e.getKey().cause())
            .with("open", Kind.WHOLE, Map.Entry::getValue)
            .kind();

    private static final Kind<LetterAlert> ALERT = Shape.<LetterAlert>named("LetterAlert", "A reason that repeats.")
            .with("topic", Kind.TEXT, a -> a.repeated().topic())
            .with("reason", Kind.TEXT, a -> a.repeated().reason())
            .with("cause", Kind.TEXT, a -> a.repeated().cause())
            .with("open", Kind.WHOLE, LetterAlert::open)
            .with("withinAnHour", Kind.WHOLE, LetterAlert::within)
            .with("last", Kind.TIME, LetterAlert::last)
            .with("text", Kind.TEXT, LetterAlert::text)
            .kind();

    static final Kind<LetterDesk.Open> OPEN = Shape.<LetterDesk.Open>named("DeadLetters", "The open dead letters.")
            .with("total", Kind.WHOLE, LetterDesk.Open::total)
            .with("items", Kind.list(LISTED), LetterDesk.Open::items)
            .with("totals", Kind.list(TOTAL), open -> open.totals().entrySet())
            .with("alerts", Kind.list(ALERT), LetterDesk.Open::alerts)
            .kind();

    static final Kind<LetterDesk.Settled> SETTLED = Shape.<LetterDesk.Settled>named(
                    "SettledLetter", "What was done about a dead letter.")
            .with("place", Kind.TEXT, s -> s.place().toString())
            .with("state", Kind.TEXT, s -> s.verdict().name())
            .kind();

    private LetterJson() {}

    /**
     * A letter to be shown.
     *
     * @param letter it
     * @param word its state; empty where nothing is remembered of it
     * @param fault why its bytes are no value of its topic; empty where they are
     */
    record Shown(LetterState letter, Optional<String> word, Optional<String> fault) {
        /** One that is remembered. */
        static Shown of(LetterState letter) {
            return new Shown(letter, Optional.of(letter.word()), Optional.empty());
        }
    }

    private static Shape<Shown> fields(Shape<Shown> shape) {
        return shape.with("place", Kind.TEXT, s -> s.letter.head().place().toString())
                .with("topic", Kind.TEXT, s -> s.letter.head().place().topic())
                .with("partition", Kind.WHOLE, s -> s.letter.head().partition())
                .with("offset", Kind.WHOLE, s -> s.letter.head().offset())
                .with("key", Kind.TEXT, s -> s.letter.head().key())
                .with("reason", Kind.TEXT, s -> s.letter.head().reason())
                .with("cause", Kind.TEXT, s -> s.letter.head().cause())
                .with("time", Kind.TIME, s -> s.letter.head().time())
                .with("bytes", Kind.WHOLE, s -> s.letter.head().size())
                .with("headers", Kind.map(Kind.TEXT), s -> s.letter.head().headers())
                .with("state", Kind.orNull(Kind.TEXT), Shown::word)
                .maybe("settled", SETTLEMENT, s -> s.letter.settlement());
    }
}
