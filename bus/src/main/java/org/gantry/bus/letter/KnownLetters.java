package org.gantry.bus.letter;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gantry.bus.Bus;
import org.gantry.bus.LetterEvent;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of some topics, and what was done about each. May be asked from any thread. */
public final class KnownLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownLetters.class);

    private final LetterBook book;
    private final Subscription reading;

    /**
     * Reads on until it is closed.
     *
     * @param most how many open letters it remembers, and how many settled ones
     * @param listener told of each event once it is known, on the context of the caller
     */
    public KnownLetters(Bus bus, Collection<? extends Topic<?>> topics, int most, Consumer<LetterEvent> listener) {
        book = new LetterBook(most);
        reading = bus.letterEvents(topics, event -> {
            learn(event);
            listener.accept(event);
        });
    }

    private synchronized void learn(LetterEvent event) {
        book.on(event);
    }

    /** Completes when all that stood there at the start is known. */
    public Future<Void> caughtUp() {
        return reading.caughtUp();
    }

    /** Its reading, for who looks after several. */
    public Subscription reading() {
        return reading;
    }

    /** A letter that it remembers. */
    public synchronized Optional<LetterState> state(LetterPlace place) {
        return book.state(place);
    }

    /** The open letters, as they came. */
    public synchronized Collection<LetterState> open() {
        return book.open();
    }

    /** All letters, the settled ones too, in the order of their places. */
    public synchronized List<LetterState> all() {
        return book.all();
    }

    /** How many are open, those that it does not remember included: a figure for metrics. */
    public synchronized long openCount() {
        return book.openCount();
    }

    /** Open letters by what they say. */
    public synchronized Map<LetterClass, Long> totals() {
        return book.totals();
    }

    /**
     * The reasons that repeat.
     *
     * @param repeats how often within an hour, such as {@link LetterAlert#REPEATS}
     */
    public List<LetterAlert> alerts(int repeats) {
        return LetterAlert.of(open(), repeats);
    }

    @Override
    public void close() {
        reading.close().onFailure(e -> LOG.warn("the reader of dead letters did not close", e));
    }
}
