package org.gantry.bus;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the brokers and how to use them.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param prefix goes before every topic, group and transaction name, so that installations can share brokers
 * @param chunkBytes the largest payload that goes as one record; less where the clients' {@code max.request.size} asks
 * @param closeGrace how long closing waits for work in flight; what takes longer is done again by the next member
 * @param clients further properties of the Kafka clients, such as {@code security.protocol} and {@code sasl.*}
 */
public record BusConfig(
        String bootstrapServers, String prefix, int chunkBytes, Duration closeGrace, Map<String, String> clients) {
    public static final String PREFIX = "gantry.";
    public static final int CHUNK_BYTES = 768 << 10;
    public static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

    /** The largest record that brokers take unless told otherwise, and that this bus makes. */
    static final int RECORD_BYTES = 1 << 20;

    /** Kafka's name of the largest record that a client sends: with a smaller one the chunks are smaller. */
    static final String LIMIT = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;

    /** Of a record, what a key and headers may take. */
    static final int SPARE_BYTES = 64 << 10;

    private static final int LARGEST_CHUNK_BYTES = RECORD_BYTES - SPARE_BYTES;

    public BusConfig {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrap servers are missing: give host:port, several with commas");
        }
        if (!prefix.matches("[a-zA-Z0-9._-]*")) {
            throw new IllegalArgumentException("topic prefix '" + prefix + "' may hold letters, digits, '.', '_', '-'");
        }
        if (chunkBytes < 1 || chunkBytes > LARGEST_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "chunk size " + chunkBytes + " is not between 1 and " + LARGEST_CHUNK_BYTES + " bytes");
        }
        if (closeGrace.isNegative()) {
            throw new IllegalArgumentException("close grace " + closeGrace + " is negative");
        }
        clients = Map.copyOf(clients);
        chunkBytes = Math.min(chunkBytes, within(clients.get(LIMIT)));
    }

    private static int within(@Nullable String recordBytes) {
        if (recordBytes == null) {
            return LARGEST_CHUNK_BYTES;
        }
        if (!recordBytes.matches("[0-9]{1,9}") || Integer.parseInt(recordBytes) <= SPARE_BYTES) {
            throw new IllegalArgumentException(LIMIT + "=" + recordBytes + " is no number of bytes above " + SPARE_BYTES
                    + ", which a record's key and headers may take");
        }
        return Integer.parseInt(recordBytes) - SPARE_BYTES;
    }

    /** The defaults with these brokers. */
    public static BusConfig of(String bootstrapServers) {
        return new BusConfig(bootstrapServers, PREFIX, CHUNK_BYTES, CLOSE_GRACE, Map.of());
    }

    /** The same with another prefix. */
    public BusConfig withPrefix(String other) {
        return new BusConfig(bootstrapServers, other, chunkBytes, closeGrace, clients);
    }

    /** The same with another chunk size. */
    public BusConfig withChunkBytes(int other) {
        return new BusConfig(bootstrapServers, prefix, other, closeGrace, clients);
    }

    /** The same with another grace. */
    public BusConfig withCloseGrace(Duration other) {
        return new BusConfig(bootstrapServers, prefix, chunkBytes, other, clients);
    }

    /** The same with other client properties. */
    public BusConfig withClients(Map<String, String> other) {
        return new BusConfig(bootstrapServers, prefix, chunkBytes, closeGrace, other);
    }

    String topic(String name) {
        return prefix + name;
    }

    String deadLetterTopic(String name) {
        return prefix + name + DeadLetter.SUFFIX;
    }

    String group(String name) {
        return prefix + name;
    }

    /** How the transactional ids of a group's members begin. */
    String transactions(String group) {
        return group(group) + "-";
    }

    /** Names of client properties only: among their values are passwords. */
    @Override
    public String toString() {
        return "BusConfig[bootstrapServers=" + bootstrapServers + ", prefix=" + prefix + ", chunkBytes=" + chunkBytes
                + ", closeGrace=" + closeGrace + ", clients=" + clients.keySet() + "]";
    }
}
