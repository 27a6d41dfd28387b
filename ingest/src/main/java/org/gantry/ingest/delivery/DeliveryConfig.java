package org.gantry.ingest.delivery;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a folder of deliveries is watched.
 *
 * @param settle how long an entry must look the same to be complete
 * @param every time between two looks at the folder
 * @param uptime tells how long an entry looked the same: time since some moment, which no change of the clock moves
 */
public record DeliveryConfig(Duration settle, Duration every, Supplier<Duration> uptime) {
    /** Longer than a program that copies slices pauses. */
    public static final Duration SETTLE = Duration.ofSeconds(10);

    private static final Duration EVERY = Duration.ofSeconds(1);

    public DeliveryConfig {
        if (settle.isNegative() || every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("a folder cannot be looked at every " + every
                    + " for entries that stay the same for " + settle + "; give times above 0");
        }
    }

    /** Entries that other programs write, and so grow. */
    public static DeliveryConfig watching(Duration settle) {
        return new DeliveryConfig(settle, EVERY, () -> Duration.ofNanos(System.nanoTime()));
    }

    /** Entries that appear whole. */
    public static DeliveryConfig whole() {
        return watching(Duration.ZERO);
    }
}
