package org.gantry.bus;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When to try again after a passing failure: after 50 ms, then twice as long each time, up to 5 s. */
final class Backoff {
    private static final Logger LOG = LoggerFactory.getLogger(Backoff.class);
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final String what;
    private final BusCounters counters;
    private Duration wait = FIRST;
    private long until = System.nanoTime();

    Backoff(String what, BusCounters counters) {
        this.what = what;
        this.counters = counters;
    }

    boolean over() {
        return until - System.nanoTime() <= 0;
    }

    void succeeded() {
        wait = FIRST;
    }

    /** Waits after a passing failure; throws any other. */
    Duration failed(KafkaException failure) {
        if (!Failures.passing(failure)) {
            throw failure;
        }
        counters.retries.increment();
        LOG.warn("{}: {}; tried again in {} ms", what, Failures.say(failure), wait.toMillis());
        Duration now = wait;
        until = System.nanoTime() + now.toNanos();
        wait = now.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : now.multipliedBy(2);
        return now;
    }
}
