package org.gantry.dashboard;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.LetterEvent;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.bus.letter.LetterClass;
import org.gantry.bus.letter.LetterState;
import org.jspecify.annotations.Nullable;

/** What the dashboard knows of dead letters and does about them; used on one thread. */
final class LetterDesk {
    /** Of open and of settled letters each, that are kept in memory. */
    private static final int MOST_LETTERS = 10_000;

    private static final int MOST_LISTED = 500;

    private final Bus bus;
    private final int repeats;
    private final Consumer<DeadLetter> listener;
    private List<LetterAlert> alerts = List.of();
    private boolean changed;
    private volatile @Nullable KnownLetters known;

    /**
     * Dead letters of a bus.
     *
     * @param repeats how often a reason repeats within an hour before it is an alert
     * @param listener told of each letter
     */
    LetterDesk(Bus bus, int repeats, Consumer<DeadLetter> listener) {
        this.bus = bus;
        this.repeats = repeats;
        this.listener = listener;
    }

    /** Begins to read. */
    Subscription read() {
        KnownLetters opened = new KnownLetters(bus, Topics.ALL, MOST_LETTERS, this::on);
        known = opened;
        return opened.reading();
    }

    private void on(LetterEvent event) {
        changed = true;
        if (event instanceof DeadLetter letter) {
            listener.accept(letter);
        }
    }

    Optional<KnownLetters> known() {
        return Optional.ofNullable(known);
    }

    /** Those that are open and remembered. */
    Collection<LetterState> open() {
        return known().map(KnownLetters::open).orElse(List.of());
    }

    long openCount() {
        return known().map(KnownLetters::openCount).orElse(0L);
    }

    /** The reasons that repeat, looked for again where something has changed. */
    List<LetterAlert> alerts() {
        if (changed) {
            changed = false;
            alerts = known().map(letters -> letters.alerts(repeats)).orElse(List.of());
        }
        return alerts;
    }

    /**
     * The open letters.
     *
     * @param total how many there are
     * @param items the newest of them, newest first
     * @param totals how many say the same
     * @param alerts which reasons repeat
     */
    record Open(long total, List<LetterJson.Shown> items, Map<LetterClass, Long> totals, List<LetterAlert> alerts) {}

    /** What was done about a letter. */
    record Settled(LetterPlace place, Verdict verdict) {}

    /** The open letters, newest first, what they have in common and which reasons repeat. */
    Open list() {
        return new Open(
                openCount(),
                known().map(LetterDesk::newest).orElse(List.of()),
                known().map(KnownLetters::totals).orElse(Map.of()),
                alerts());
    }

    private static List<LetterJson.Shown> newest(KnownLetters known) {
        return known.open().stream()
                .sorted((a, b) -> b.head().time().compareTo(a.head().time()))
                .limit(MOST_LISTED)
                .map(LetterJson.Shown::of)
                .toList();
    }

    /** A letter by its place; read from the log where it is not remembered. */
    Future<LetterJson.Shown> show(Topic<?> topic, LetterPlace place) {
        Optional<LetterState> state = known().flatMap(letters -> letters.state(place));
        return bus.deadLetter(place)
                .map(letter -> new LetterJson.Shown(
                        state.orElseGet(() -> LetterState.open(letter.head())),
                        state.map(LetterState::word),
                        fault(topic, letter)));
    }

    private static Optional<String> fault(Topic<?> topic, DeadLetter letter) {
        try {
            Object unused = topic.codec().decode(letter.bytes());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** Settles a letter and says so. */
    Future<Settled> settle(Topic<?> topic, LetterPlace place, Verdict verdict, String by) {
        return bus.settle(topic, List.of(place), verdict, by).map(done -> new Settled(place, verdict));
    }
}
