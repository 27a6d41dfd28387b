package org.gantry.bus;

import java.time.Duration;
import java.util.Optional;

/**
 * The records of one key, in order, pulled by a worker thread that does long work; the bus stops fetching while the
 * reader is busy (bounded hand-over).
 *
 * @param <V> type of the values
 */
public interface Feed<V> extends AutoCloseable {
    /** Waits for the next record, at most so long; empty when none came. */
    Optional<Received<V>> next(Duration atMost) throws InterruptedException;

    @Override
    void close();
}
