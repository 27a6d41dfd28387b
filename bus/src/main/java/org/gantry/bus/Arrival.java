package org.gantry.bus;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A payload as it came from a partition, whole, or a record that is none.
 *
 * @param record the record that completed it
 * @param first offset of its first chunk
 * @param bytes its bytes, joined
 * @param fault what is wrong with it, null where nothing is
 */
record Arrival(
        ConsumerRecord<byte[], byte[]> record,
        long first,
        byte[] bytes,
        @Nullable String fault) {
    long last() {
        return record.offset();
    }

    String key() {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    Origin origin() {
        return Origin.read(record);
    }

    /**
     * Its value, with {@code replayed} as told.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    <V> Received<V> decode(Topic<V> topic, boolean replayed) {
        return decode(topic, replayed, origin());
    }

    /** The same, from where it is known to come. */
    <V> Received<V> decode(Topic<V> topic, boolean replayed, Origin origin) {
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        V value = topic.codec().decode(bytes);
        return new Received<>(topic, record.partition(), record.offset(), key(), value, bytes, replayed, origin);
    }
}
