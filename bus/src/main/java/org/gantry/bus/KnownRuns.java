package org.gantry.bus;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunStanding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the runs topic says of every run: what was asked, what its user wishes, where it stands. May be asked from any
 * thread.
 */
public final class KnownRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownRuns.class);

    private final Map<String, RunStanding> runs = new HashMap<>();
    private final Subscription reading;

    /**
     * Reads on until it is closed.
     *
     * @param listener told of each event once it is known, on the context of the caller
     */
    public KnownRuns(Bus bus, Consumer<RunEvent> listener) {
        reading = bus.tail(Topics.RUNS, received -> {
            learn(received.value());
            listener.accept(received.value());
        });
    }

    private synchronized void learn(RunEvent event) {
        runs.put(event.run(), standing(event.run()).after(event));
        notifyAll();
    }

    /** Completes when all that stood there at the start is known. */
    public Future<Void> caughtUp() {
        return reading.caughtUp();
    }

    /** Fails when it can no longer read. */
    public Future<Void> ended() {
        return reading.ended();
    }

    /** What is known of a run; of one that nobody named, nothing. */
    public synchronized RunStanding standing(String run) {
        return runs.getOrDefault(run, RunStanding.UNKNOWN);
    }

    /** All runs by name. */
    public synchronized Map<String, RunStanding> all() {
        return Map.copyOf(runs);
    }

    /** Waits until a run stands as it is waited for. */
    public synchronized void await(String run, Predicate<RunStanding> reached) throws InterruptedException {
        while (!reached.test(standing(run))) {
            wait();
        }
    }

    /** The same, but at most so long; true where it was reached. */
    public synchronized boolean await(String run, Predicate<RunStanding> reached, Duration atMost)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!reached.test(standing(run))) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(1 + left / 1_000_000);
        }
        return true;
    }

    @Override
    public void close() {
        reading.close().onFailure(e -> LOG.warn("the reader of runs did not close", e));
    }
}
