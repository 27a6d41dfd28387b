package org.gantry.bench.site;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads what a user would read, with a plain Kafka client and what is committed only, and counts it by scan; knows
 * nothing of how it came to be.
 */
public final class Reader implements AutoCloseable {
    /** The way of a scan. */
    public static final List<String> WAY = List.of("slices.v1", "scans.v1", "volumes.v1", "predictions.v1", "cams.v1");

    private static final String PREFIX = "gantry.";
    private static final String CHUNK = "gantry_chunk";
    private static final Duration LOOK = Duration.ofMillis(100);

    /**
     * That something could be read.
     *
     * @param partition where it stands
     * @param nanos when, by {@link System#nanoTime}
     */
    public record Arrival(int partition, long nanos) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final Map<String, Map<String, Arrival>> arrivals = new HashMap<>();
    private final List<String> topics;
    private final Map<String, Prediction> predictions = new HashMap<>();
    private int events;

    /** Reads the way of a scan from its start; the topics are there. */
    public Reader(String servers) {
        this(servers, WAY);
    }

    /** Reads topics, named without prefix, from their start. */
    public Reader(String servers, List<String> topics) {
        this.topics = List.copyOf(topics);
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
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(PREFIX + topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on for a while. */
    public void look() {
        consumer.poll(LOOK).forEach(this::count);
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || !complete(record.headers().lastHeader(CHUNK))) {
            return; // what is poison is the dead letters' affair
        }
        String topic = record.topic().substring(PREFIX.length());
        String scan = new String(record.key(), StandardCharsets.UTF_8);
        counts.computeIfAbsent(topic, t -> new HashMap<>()).merge(scan, 1, Integer::sum);
        arrivals.computeIfAbsent(topic, t -> new LinkedHashMap<>())
                .putIfAbsent(scan, new Arrival(record.partition(), System.nanoTime()));
        events++;
        if (topic.equals("predictions.v1")) {
            try {
                predictions.put(scan, Prediction.parseFrom(record.value()));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("a prediction does not follow the published schema", e);
            }
        }
    }

    /** A payload counts with its last chunk. */
    private static boolean complete(@Nullable Header chunk) {
        if (chunk == null) {
            return true;
        }
        ByteBuffer place = ByteBuffer.wrap(chunk.value());
        return place.remaining() > 2 * Integer.BYTES && place.getInt() == place.getInt() - 1;
    }

    /** How many payloads it has read. */
    public int events() {
        return events;
    }

    /** How often a scan stands on a topic. */
    public int count(String topic, String scan) {
        return counts.getOrDefault(topic, Map.of()).getOrDefault(scan, 0);
    }

    /** When and where a scan could first be read from a topic. */
    public Optional<Arrival> arrival(String topic, String scan) {
        return Optional.ofNullable(arrivals.getOrDefault(topic, Map.of()).get(scan));
    }

    /** The same of all scans of a topic, in the order in which they came. */
    public List<Arrival> arrivals(String topic) {
        return List.copyOf(arrivals.getOrDefault(topic, Map.of()).values());
    }

    /**
     * Each of some scans stands once on every topic.
     *
     * @throws IllegalStateException that says which does not
     */
    public void requireOnce(List<String> scans) {
        for (String topic : topics) {
            List<String> wrong =
                    scans.stream().filter(scan -> count(topic, scan) != 1).toList();
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("not once on " + topic + ": " + wrong);
            }
        }
    }

    /** Every scan that stands on a topic. */
    public Set<String> scans(String topic) {
        return counts.getOrDefault(topic, Map.of()).keySet();
    }

    /** Probabilities of a scan's classes. */
    public List<Float> probabilities(String scan) {
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
    public void lookFor(Duration time) {
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
