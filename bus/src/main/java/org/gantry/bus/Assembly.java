package org.gantry.bus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Joins the chunks of one partition, whatever the order in which payloads interleave. Payloads come out in the order of
 * their last chunks, each once: those that ended below the start are skipped.
 */
final class Assembly {
    /** A payload whose publisher has fallen so many records behind is dead: it would hold up the group's offset. */
    static final int HORIZON = 10_000;

    /** Unfinished payloads take no more, bytes: the oldest is given up where another one grows. */
    private static final long ROOM = Math.max(512L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final BusCounters counters;
    private final long room;
    private final Map<String, Unfinished> unfinished = new LinkedHashMap<>();
    private long held;
    private long from;
    private boolean rewound;

    /** Payloads that end at {@code from} or later come out. */
    Assembly(long from, BusCounters counters) {
        this(from, counters, ROOM);
    }

    /** With another limit of unfinished payloads, bytes. */
    Assembly(long from, BusCounters counters, long room) {
        this.from = from;
        this.counters = counters;
        this.room = room;
    }

    /** The chunks of a payload so far. */
    private static final class Unfinished {
        private final long first;
        private final List<byte[]> parts = new ArrayList<>();
        private long size;

        Unfinished(long first) {
            this.first = first;
        }

        void add(byte[] part) {
            parts.add(part);
            size += part.length;
        }

        byte[] join() {
            byte[] whole = new byte[Math.toIntExact(size)];
            int at = 0;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, whole, at, part.length);
                at += part.length;
            }
            return whole;
        }
    }

    /** True where a payload began before the start: read again from {@link #rewind}, once. */
    boolean beganBefore(ConsumerRecord<byte[], byte[]> record) {
        if (rewound || from == 0) {
            return false;
        }
        try {
            Chunk chunk = Chunk.read(record);
            return chunk != null && chunk.index() > 0 && !unfinished.containsKey(chunk.payload());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Forgets what it holds and says where to read again from. */
    long rewind() {
        rewound = true;
        unfinished.clear();
        held = 0;
        return Math.max(0, from - HORIZON);
    }

    /** Takes the next record; gives the payload that it completes, or the record itself where it is malformed. */
    Optional<Arrival> accept(ConsumerRecord<byte[], byte[]> record) {
        giveUpBefore(record.offset() - HORIZON);
        Arrival arrival = join(record);
        if (arrival == null || record.offset() < from) {
            return Optional.empty();
        }
        from = record.offset() + 1;
        return Optional.of(arrival);
    }

    /** The first offset that an unfinished payload still needs, at most {@code next}. */
    long safe(long next) {
        return unfinished.values().stream().mapToLong(part -> part.first).reduce(next, Math::min);
    }

    private @Nullable Arrival join(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Arrival(record, record.offset(), new byte[0], "the record has no value");
        }
        if (record.key() == null) {
            return new Arrival(record, record.offset(), record.value(), "the record has no key");
        }
        try {
            Chunk chunk = Chunk.read(record);
            return chunk == null ? new Arrival(record, record.offset(), record.value(), null) : join(record, chunk);
        } catch (IllegalArgumentException e) {
            return new Arrival(record, record.offset(), record.value(), e.getMessage());
        }
    }

    private @Nullable Arrival join(ConsumerRecord<byte[], byte[]> record, Chunk chunk) {
        Unfinished parts = chunk.index() == 0
                ? unfinished.computeIfAbsent(chunk.payload(), id -> new Unfinished(record.offset()))
                : unfinished.get(chunk.payload());
        if (parts == null || parts.parts.size() != chunk.index()) {
            boolean removed = remove(chunk.payload());
            throw new IllegalArgumentException("chunk " + chunk.index() + " of " + chunk.count() + " came "
                    + (removed ? "out of turn" : "without its first ones"));
        }
        parts.add(record.value());
        held += record.value().length;
        if (!chunk.last()) {
            giveUpBeyondRoom(parts);
            return null;
        }
        if (!remove(chunk.payload()) || parts.size != chunk.total()) {
            throw new IllegalArgumentException(
                    "chunks hold " + parts.size + " bytes, their headers say " + chunk.total());
        }
        return new Arrival(record, parts.first, parts.join(), null);
    }

    private boolean remove(String payload) {
        Unfinished removed = unfinished.remove(payload);
        held -= removed == null ? 0 : removed.size;
        return removed != null;
    }

    private void giveUpBefore(long offset) {
        giveUpWhile(oldest -> oldest.first < offset);
    }

    /** The payload that grows is alive, however large it is. */
    private void giveUpBeyondRoom(Unfinished growing) {
        giveUpWhile(oldest -> held > room && oldest != growing);
    }

    private void giveUpWhile(Predicate<Unfinished> tooMuch) {
        Iterator<Unfinished> oldestFirst = unfinished.values().iterator();
        while (oldestFirst.hasNext()) {
            Unfinished oldest = oldestFirst.next();
            if (!tooMuch.test(oldest)) {
                return;
            }
            oldestFirst.remove();
            held -= oldest.size;
            counters.abandoned.increment();
        }
    }
}
