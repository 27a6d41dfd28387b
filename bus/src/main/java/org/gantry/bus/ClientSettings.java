package org.gantry.bus;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka clients with the settings that our promises need; the user's own properties come last. */
final class ClientSettings {
    private static final int SESSION_MS = 15_000;
    private static final int FETCH_BYTES = 4 << 20;
    private static final int RECORDS_PER_POLL = 200;
    private static final int FOLLOWED_BYTES = 1 << 20;
    private static final int FOLLOWED_RECORDS = 16;
    private static final int IMPATIENT_MS = 1;
    private static final long BUFFER_BYTES = 48L << 20;

    /** A process killed within a transaction holds up its readers so long. */
    private static final int TRANSACTION_MS = 15_000;

    /** How long a call may wait for an absent broker before it is tried again: closing stays prompt. */
    private static final int BLOCK_MS = 10_000;

    /**
     * With more, a fresh partition may take the second batch while it still refuses the first ("not the leader yet"):
     * of a producer that it does not know it takes any sequence number.
     */
    private static final int ONE_IN_FLIGHT = 1;

    private final BusConfig config;

    ClientSettings(BusConfig config) {
        this.config = config;
    }

    /** Idempotent, each record at once, trying for ever. */
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producing(Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE)));
    }

    /** With transactions under a name of its own. */
    Producer<byte[], byte[]> transactional(String id) {
        return new KafkaProducer<>(producing(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                TRANSACTION_MS)));
    }

    /** A member of a group, which commits by hand. */
    Consumer<byte[], byte[]> member(String group) {
        Map<String, Object> own = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                config.group(group),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MS / 10,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(consuming(own));
    }

    /** Without a group. */
    Consumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(consuming(Map.of()));
    }

    /** The same for one of many, of whom each may be slow: little waits for it in memory. */
    Consumer<byte[], byte[]> follower() {
        return new KafkaConsumer<>(consuming(Map.of(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FOLLOWED_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FOLLOWED_BYTES,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                FOLLOWED_RECORDS)));
    }

    /**
     * Without a group, and seeing what no transaction has committed. It reads what stands there: a fetch that waits for
     * more, half a second by default, would hold up its closing.
     */
    Consumer<byte[], byte[]> impatientReader() {
        return new KafkaConsumer<>(consuming(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                IMPATIENT_MS)));
    }

    Admin admin() {
        return Admin.create(with(AdminClientConfig.configNames(), new HashMap<>()));
    }

    private Map<String, Object> producing(Map<String, Object> own) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, ONE_IN_FLIGHT);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        properties.putAll(own);
        return with(ProducerConfig.configNames(), properties);
    }

    private Map<String, Object> consuming(Map<String, Object> own) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, BLOCK_MS);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, BLOCK_MS);
        properties.putAll(own);
        return with(ConsumerConfig.configNames(), properties);
    }

    /** Adds the brokers, and those of the user's properties that this kind of client knows. */
    private Map<String, Object> with(Set<String> known, Map<String, Object> properties) {
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        config.clients().forEach((name, value) -> {
            if (known.contains(name)) {
                properties.put(name, value);
            }
        });
        return properties;
    }
}
