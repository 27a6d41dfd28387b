package org.gantry.deploy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics as any user of them would: kafka-clients, read_committed, no group.
 *
 * @param servers the brokers
 * @param eventsOnly leaves out what is no CloudEvent, since others may write anything
 */
public record PlainConsumer(String servers, boolean eventsOnly) {
    private static final String PREFIX = "gantry.";
    private static final String CHUNK = "gantry_chunk";
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** That finds whatever stands there. */
    public PlainConsumer(String servers) {
        this(servers, false);
    }

    /** All values that stand on a topic now, partition by partition. */
    public <M> List<M> all(String topic, Parser<M> parser) {
        List<M> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            values.add(parse(record.value(), parser));
        }
        return values;
    }

    /** The bytes of a content, its chunks joined in their order. */
    byte[] content(String digest) {
        SortedMap<Integer, byte[]> chunks = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records("contents.v1")) {
            if (new String(record.key(), StandardCharsets.UTF_8).equals(digest)) {
                Header chunk = record.headers().lastHeader(CHUNK);
                chunks.put(chunk == null ? 0 : ByteBuffer.wrap(chunk.value()).getInt(), record.value());
            }
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        chunks.values().forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static <M> M parse(byte[] bytes, Parser<M> parser) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a value does not follow the published schema", e);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(PREFIX + topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(PATIENCE).forEach(record -> {
                    if (!eventsOnly || record.headers().lastHeader("ce_id") != null) {
                        records.add(record);
                    }
                });
            }
            return records;
        }
    }
}
