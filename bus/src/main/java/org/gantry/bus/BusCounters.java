package org.gantry.bus;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went over one process's bus since it was opened; safe to read from any thread. */
public final class BusCounters {
    private static final Logger LOG = LoggerFactory.getLogger(BusCounters.class);

    final LongAdder published = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder deadLetters = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder abandoned = new LongAdder();
    final LongAdder retries = new LongAdder();

    BusCounters() {}

    void received(int values, boolean again) {
        received.add(values);
        if (again) {
            replayed.add(values);
        }
    }

    void skip(Arrival arrival, IllegalArgumentException fault) {
        skipped.increment();
        LOG.warn(
                "{}-{} offset {} skipped: {}",
                arrival.record().topic(),
                arrival.record().partition(),
                arrival.last(),
                Failures.say(fault));
    }

    void committed(Work work) {
        published.add(work.outbox().events().size());
        deadLetters.add(work.refused().size());
    }

    /** Values published and acknowledged, with or without a transaction. */
    public long published() {
        return published.sum();
    }

    /** Values handed to takers, readers and feeds, replayed ones included. */
    public long received() {
        return received.sum();
    }

    /** Values handed to takers again, to rebuild their state. */
    public long replayed() {
        return replayed.sum();
    }

    /** Records sent to the dead letters. */
    public long deadLetters() {
        return deadLetters.sum();
    }

    /** Malformed records that a tail or feed skipped. */
    public long skipped() {
        return skipped.sum();
    }

    /** Payloads whose publisher died before their last chunk. */
    public long abandoned() {
        return abandoned.sum();
    }

    /** Commits and publications that were tried again. */
    public long retries() {
        return retries.sum();
    }
}
