package org.gantry.bus;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.CanIgnoreReturnValue;

/** What a taker decided to publish; it goes out in one transaction with the offsets of the records that caused it. */
@CanIgnoreReturnValue
public final class Outbox {
    /**
     * An event to publish.
     *
     * @param topic where to
     * @param value what
     * @param <V> type of the value
     */
    public record Event<V>(Topic<V> topic, V value) {}

    /**
     * A record that cannot be handled, for the dead letters.
     *
     * @param received the record
     * @param reason a sentence for people: what is wrong with it
     */
    public record Rejection(Received<?> received, String reason) {}

    private final List<Event<?>> events = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    /** Adds an event. */
    public <V> Outbox publish(Topic<V> topic, V value) {
        events.add(new Event<>(topic, value));
        return this;
    }

    /** Sends a record to its topic's dead letters. */
    public Outbox reject(Received<?> received, String reason) {
        rejections.add(new Rejection(received, reason));
        return this;
    }

    /** The events in order. */
    public List<Event<?>> events() {
        return List.copyOf(events);
    }

    /** The rejected records in order. */
    public List<Rejection> rejections() {
        return List.copyOf(rejections);
    }
}
