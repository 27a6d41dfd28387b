package org.gantry.bus;

import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;

/**
 * Takes records as a member of a consumer group: decides what to publish, and is told when that is committed.
 *
 * <p>For each partition: {@link #resumeAt} once when it is assigned, then {@link #take} and {@link #committed} in turn,
 * batch by batch in order, then {@link #revoked}. Partitions are independent of each other. All on the subscriber's
 * context.
 *
 * @param <V> type of the values
 */
public interface Taker<V> {
    /**
     * Where this process's own state of a partition ends: the offset to read from. Empty: the group's committed offset.
     * Records below the committed offset come as {@link Received#replayed()}.
     */
    default OptionalLong resumeAt(int partition) {
        return OptionalLong.empty();
    }

    /**
     * Handles records of one partition, oldest first; the future completes when the work is done, however long it
     * takes. What it holds is published in one transaction with the offset after the last record; for replayed records
     * it is not. A failed future fails the subscription: nothing is committed.
     */
    Future<Outbox> take(List<Received<V>> records);

    /** The transaction is committed: write state and the offset {@code nextOffset} that it includes. */
    default Future<Void> committed(int partition, long nextOffset) {
        return Future.succeededFuture();
    }

    /** The partition went to another member of the group; results of its unfinished work will be dropped. */
    default void revoked(int partition) {}
}
