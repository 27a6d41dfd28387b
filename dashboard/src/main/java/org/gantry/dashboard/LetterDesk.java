package org.gantry.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.bus.letter.LetterState;
import org.jspecify.annotations.Nullable;

/** What the dashboard knows of dead letters and does about them; used on one thread. */
final class LetterDesk {
    /** Of open and of settled letters each, that are kept in memory. */
    private static final int MOST_LETTERS = 10_000;

    private static final int MOST_LISTED = 500;

    private final Bus bus;
    private final int repeats;
    private List<LetterAlert> alerts = List.of();
    private boolean changed;
    private volatile @Nullable KnownLetters known;

    /** @param repeats how often a reason repeats within an hour before it is an alert */
    LetterDesk(Bus bus, int repeats) {
        this.bus = bus;
        this.repeats = repeats;
    }

    /** Begins to read. */
    Subscription open() {
        KnownLetters opened = new KnownLetters(bus, Topics.ALL, MOST_LETTERS, event -> changed = true);
        known = opened;
        return opened.reading();
    }

    Optional<KnownLetters> known() {
        return Optional.ofNullable(known);
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

    /** The open letters, newest first, what they have in common and which reasons repeat. */
    JsonObject list() {
        return new JsonObject()
                .put("total", openCount())
                .put("items", BoardJson.array(known().map(LetterDesk::newest).orElse(List.of()), LetterJson::letter))
                .put(
                        "totals",
                        LetterJson.totals(known().map(KnownLetters::totals).orElse(Map.of())))
                .put("alerts", BoardJson.array(alerts(), LetterJson::alert));
    }

    private static List<LetterState> newest(KnownLetters known) {
        return known.open().stream()
                .sorted((a, b) -> b.head().time().compareTo(a.head().time()))
                .limit(MOST_LISTED)
                .toList();
    }

    /** A letter by its place; read from the log where it is not remembered. */
    Future<JsonObject> show(Topic<?> topic, LetterPlace place) {
        Optional<LetterState> state = known().flatMap(letters -> letters.state(place));
        return bus.deadLetter(place).map(letter -> {
            JsonObject json = state.map(LetterJson::letter)
                    .orElseGet(() ->
                            LetterJson.letter(LetterState.open(letter.head())).putNull("state"));
            return json.put("fault", fault(topic, letter));
        });
    }

    /** Why its bytes are no value of its topic; null where they are. */
    private static @Nullable String fault(Topic<?> topic, DeadLetter letter) {
        try {
            Object unused = topic.codec().decode(letter.bytes());
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Settles a letter and says so. */
    Future<JsonObject> settle(Topic<?> topic, LetterPlace place, Verdict verdict, String by) {
        return bus.settle(topic, List.of(place), verdict, by)
                .map(done -> new JsonObject().put("place", place.toString()).put("state", verdict.name()));
    }
}
