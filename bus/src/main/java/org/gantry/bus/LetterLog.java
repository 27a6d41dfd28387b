package org.gantry.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** The dead letters of one topic as they stand in the log; blocking. */
final class LetterLog {
    private final Connection connection;
    private final String physical;

    LetterLog(Connection connection, String topic) {
        this.connection = connection;
        this.physical = connection.config().deadLetterTopic(topic);
    }

    /** The letter at a place. */
    Optional<DeadLetter> letter(LetterPlace place) {
        AtomicReference<DeadLetter> letter = new AtomicReference<>();
        read(new TreeSet<>(List.of(place)), event -> {
            if (event instanceof DeadLetter found && found.place().equals(place)) {
                letter.set(found);
            }
            return letter.get() == null;
        });
        return Optional.ofNullable(letter.get());
    }

    /** Reads all that stands there now from the first of some places on, while the reader says so. */
    void read(SortedSet<LetterPlace> places, Predicate<LetterEvent> reader) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        places.forEach(place -> starts.merge(
                new TopicPartition(physical, place.partition()), place.offset(), (a, b) -> Math.min(a, b)));
        try (Poller poller = new Poller(connection.settings().reader())) {
            starts.keySet().retainAll(poller.partitions(physical));
        }
        new LogReading(connection)
                .read(starts, arrival -> event(arrival).map(reader::test).orElse(true));
    }

    private Optional<LetterEvent> event(Arrival arrival) {
        try {
            return Optional.of(DeadLetters.read(arrival));
        } catch (IllegalArgumentException e) {
            connection.counters().skip(arrival, e);
            return Optional.empty();
        }
    }
}
