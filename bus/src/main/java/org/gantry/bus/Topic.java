package org.gantry.bus;

import java.time.Duration;
import org.gantry.domain.Codec;

/**
 * A topic of the catalogue: what its records are and how the broker keeps them.
 *
 * @param name dotted and versioned, without prefix: {@code slices.v1}
 * @param codec translates its values
 * @param key what its records are keyed by
 * @param partitions how many partitions it is made with
 * @param kept how long the broker keeps its records
 * @param large true where a record is large enough to hold up others: these do not wait behind it
 * @param <V> type of its values
 */
public record Topic<V>(String name, Codec<V> codec, Key<V> key, int partitions, Kept kept, boolean large) {
    /** How long the broker keeps a record. */
    public enum Kept {
        FOR_EVER(Duration.ZERO, 0),
        /** Only the latest of each key; such a topic never carries a chunked payload. */
        LATEST(Duration.ZERO, 0),
        SEVEN_DAYS(Duration.ofDays(7), 16),
        /** Who was not there asks for them again. */
        ONE_HOUR(Duration.ofHours(1), 1);

        private final Duration time;
        private final int partitionGib;

        Kept(Duration time, int partitionGib) {
            this.time = time;
            this.partitionGib = partitionGib;
        }

        /** How long, where it goes by time. */
        public Duration time() {
            return time;
        }

        /** How much of a partition at most, where it goes by time. */
        public int partitionGib() {
            return partitionGib;
        }
    }

    /** Of small records. */
    public Topic(String name, Codec<V> codec, Key<V> key, int partitions, Kept kept) {
        this(name, codec, key, partitions, kept, false);
    }

    public Topic {
        if (!name.matches("[a-z]+(\\.[a-z]+)*\\.v[0-9]+(\\.dlt)?")) {
            throw new IllegalArgumentException("topic name '" + name + "' is not dotted and versioned like slices.v1");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition");
        }
    }

    /** True where the broker keeps only the latest record of a key. */
    public boolean compacted() {
        return kept == Kept.LATEST;
    }
}
