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

    /**
     * Reads all that stands there now from the first of some places on, while the reader says so.
     *
     * <p>The end is that of the log, not that of its last committed transaction: what another transaction holds up is
     * waited for, as what was settled may stand behind it.
     */
    void read(SortedSet<LetterPlace> places, Predicate<LetterEvent> reader) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        places.forEach(place -> starts.merge(
                new TopicPartition(physical, place.partition()), place.offset(), (a, b) -> Math.min(a, b)));
        try (Poller poller = new Poller(connection.settings().reader())) {
            starts.keySet().retainAll(poller.partitions(physical));
            Map<TopicPartition, Long> ends = ends(List.copyOf(starts.keySet()));
            starts.entrySet().removeIf(start -> start.getValue() >= ends.getOrDefault(start.getKey(), 0L));
            poller.run(c -> c.assign(starts.keySet()));
            starts.forEach((partition, offset) -> poller.run(c -> c.seek(partition, offset)));
            read(poller, starts, ends, reader);
        }
    }

    private void read(
            Poller poller,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Predicate<LetterEvent> reader) {
        Map<TopicPartition, Assembly> assemblies = new HashMap<>();
        starts.forEach((partition, offset) -> assemblies.put(partition, new Assembly(offset, connection.counters())));
        while (assemblies.keySet().stream()
                .anyMatch(partition -> poller.call(c -> c.position(partition)) < ends.getOrDefault(partition, 0L))) {
            var records = poller.poll();
            for (TopicPartition partition : records.partitions()) {
                Assembly assembly = assemblies.get(partition);
                if (assembly == null) {
                    continue;
                }
                for (Arrival arrival : poller.assemble(records.records(partition), assembly)) {
                    Optional<LetterEvent> event = event(arrival);
                    if (event.isPresent() && !reader.test(event.get())) {
                        return;
                    }
                }
            }
        }
    }

    private Optional<LetterEvent> event(Arrival arrival) {
        try {
            return Optional.of(DeadLetters.read(arrival));
        } catch (IllegalArgumentException e) {
            connection.counters().skip(arrival, e);
            return Optional.empty();
        }
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (Poller poller = new Poller(connection.settings().impatientReader())) {
            return poller.ends(partitions);
        }
    }
}
