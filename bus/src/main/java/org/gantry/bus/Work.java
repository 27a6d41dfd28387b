package org.gantry.bus;

import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A batch of one partition on its way: taken, finished, committed.
 *
 * @param partition where it came from
 * @param arrivals its payloads, malformed ones too
 * @param replayed true where the group has committed it before
 * @param outbox what the taker decided
 * @param refused what goes to the dead letters
 * @param causes where its records come from
 */
record Work(
        TopicPartition partition,
        List<Arrival> arrivals,
        boolean replayed,
        Outbox outbox,
        List<Refusal> refused,
        Causes causes) {
    private static final String HANDLED = "handled below ";

    /** The offset after its last record. */
    long next() {
        return arrivals.get(arrivals.size() - 1).last() + 1;
    }

    /** True where a transaction is needed; otherwise a plain commit does, which costs a tenth. */
    boolean publishes() {
        return !outbox.events().isEmpty() || !refused.isEmpty();
    }

    /**
     * What the group commits. Where an unfinished payload began before {@code next}, the offset stays at its first
     * chunk and the metadata say how far the group is really.
     */
    OffsetAndMetadata commit(long safe) {
        return safe == next() ? new OffsetAndMetadata(safe) : new OffsetAndMetadata(safe, HANDLED + next());
    }

    /** How far the group is: payloads that end below have been handled. */
    static long handled(@Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            return 0;
        }
        String note = committed.metadata();
        return note != null && note.startsWith(HANDLED)
                ? Long.parseLong(note.substring(HANDLED.length()))
                : committed.offset();
    }
}
