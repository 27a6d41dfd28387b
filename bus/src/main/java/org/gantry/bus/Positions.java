package org.gantry.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a reader of a topic stands.
 *
 * @param next the offset to go on from, by partition; empty at the start, however many there are
 */
public record Positions(List<Long> next) {
    /** Before the first record. */
    public static final Positions START = new Positions(List.of());

    public Positions {
        next = List.copyOf(next);
        if (next.stream().anyMatch(offset -> offset < 0)) {
            throw new IllegalArgumentException("offsets begin with 0, not as in " + next);
        }
    }

    /**
     * Positions as {@link #toString} writes them.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static Positions parse(String text) {
        if (!text.matches("[0-9]{1,18}(-[0-9]{1,18})*")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no place in a topic: the offset of each partition, as 12-0-7");
        }
        return new Positions(
                List.of(text.split("-", -1)).stream().map(Long::valueOf).toList());
    }

    /** Behind a record that was read. */
    public Positions after(Received<?> received) {
        List<Long> moved = new ArrayList<>(next);
        while (moved.size() <= received.partition()) {
            moved.add(0L);
        }
        moved.set(received.partition(), received.offset() + 1);
        return new Positions(moved);
    }

    /**
     * The same in a log that ends there: what lies beyond its end was another log, so it is read from the start.
     *
     * @throws IllegalArgumentException if they are of another number of partitions
     */
    public Positions within(Positions end) {
        if (!next.isEmpty() && next.size() != end.next.size()) {
            throw new IllegalArgumentException(
                    this + " is a place in " + next.size() + " partitions, the topic has " + end.next.size());
        }
        return new Positions(IntStream.range(0, end.next.size())
                .mapToObj(partition -> of(partition) > end.of(partition) ? 0L : of(partition))
                .toList());
    }

    /** The offset to go on from in a partition. */
    public long of(int partition) {
        return partition < next.size() ? next.get(partition) : 0;
    }

    @Override
    public String toString() {
        return next.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
