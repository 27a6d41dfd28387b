package org.gantry.deploy.fault;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.gantry.proto.Prediction;

/**
 * Reads what a user would read, with a plain Kafka client and what is committed only, and counts it by scan; knows
 * nothing of how it came to be.
 */
public final class Reader implements AutoCloseable {
    /** What it reads: the way of a scan. */
    public static final List<String> TOPICS =
            List.of("slices.v1", "scans.v1", "volumes.v1", "predictions.v1", "cams.v1");

    private static final String PREFIX = "gantry.";
    private static final String CHUNK = "gantry_chunk";
    private static final Duration LOOK = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final Map<String, Prediction> predictions = new HashMap<>();
    private int events;

    /** Reads from the start of topics that are there. */
    public Reader(String servers) {
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(PREFIX + topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on for a while. */
    void look() {
        consumer.poll(LOOK).forEach(this::count);
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        Header chunk = record.headers().lastHeader(CHUNK);
        if (record.key() == null
                || (chunk != null
                        && (chunk.value().length < 4
                                || ByteBuffer.wrap(chunk.value()).getInt() != 0))) {
            return; // a payload counts once, with its first chunk; what is poison is the dead letters' affair
        }
        String topic = record.topic().substring(PREFIX.length());
        String scan = new String(record.key(), StandardCharsets.UTF_8);
        counts.computeIfAbsent(topic, t -> new HashMap<>()).merge(scan, 1, Integer::sum);
        events++;
        if (topic.equals("predictions.v1")) {
            try {
                predictions.put(scan, Prediction.parseFrom(record.value()));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("a prediction does not follow the published schema", e);
            }
        }
    }

    /** How many records it has read. */
    int events() {
        return events;
    }

    /** How often a scan stands on a topic. */
    public int count(String topic, String scan) {
        return counts.getOrDefault(topic, Map.of()).getOrDefault(scan, 0);
    }

    /** Every scan that stands on a topic. */
    Set<String> scans(String topic) {
        return counts.getOrDefault(topic, Map.of()).keySet();
    }

    /** Probabilities of a scan's classes. */
    List<Float> probabilities(String scan) {
        Prediction prediction = predictions.get(scan);
        return prediction == null ? List.of() : prediction.getProbabilitiesList();
    }

    /**
     * Reads on until something is so.
     *
     * @param state said where it does not become so in time
     */
    public void await(BooleanSupplier reached, Duration patience, Supplier<String> state) {
        long end = System.nanoTime() + patience.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + state.get());
            }
            look();
        }
    }

    /** Reads on for as long as a fault is to last. */
    void lookFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            look();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
