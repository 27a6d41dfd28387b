package org.gantry.bus;

/**
 * A record as it came from the bus, whole (its chunks joined).
 *
 * @param topic where it came from
 * @param partition its partition
 * @param offset its offset; of a chunked payload, that of its last chunk
 * @param key its key
 * @param value its value
 * @param bytes what the value was read from
 * @param replayed true where the group has committed it before: state is rebuilt from it, nothing is published
 * @param origin where it comes from; in a taker's batch at the span of its handling
 * @param <V> type of the value
 */
public record Received<V>(
        Topic<V> topic,
        int partition,
        long offset,
        String key,
        V value,
        byte[] bytes,
        boolean replayed,
        Origin origin) {
    /** One of which nobody knows where it comes from. */
    public Received(Topic<V> topic, int partition, long offset, String key, V value, byte[] bytes, boolean replayed) {
        this(topic, partition, offset, key, value, bytes, replayed, Origin.UNKNOWN);
    }
}
