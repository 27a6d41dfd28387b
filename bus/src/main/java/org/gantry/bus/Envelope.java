package org.gantry.bus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Wraps values in Kafka records: CloudEvents attributes in binary mode, their origin, and chunks where one is too
 * small.
 */
final class Envelope {
    /** Headers that a record keeps among the dead letters and when it is replayed: it is the same event then. */
    private static final List<String> KEPT = List.of(
            "ce_specversion",
            "ce_id",
            "ce_type",
            "ce_source",
            "ce_time",
            "content-type",
            Origin.TRACEPARENT,
            Origin.TRACESTATE);

    private static final int LONGEST_KEPT = 1 << 10;

    private static final int SMALLEST_CHUNK_BYTES = 1 << 10;

    private final BusConfig config;

    Envelope(BusConfig config) {
        this.config = config;
    }

    /** The records of an event, several where its bytes exceed the chunk size. */
    List<ProducerRecord<byte[], byte[]>> wrap(Departure<?> departure) {
        return split(whole(departure));
    }

    /** The one record of an event, however large. */
    <V> ProducerRecord<byte[], byte[]> whole(Departure<V> departure) {
        Outbox.Event<V> event = departure.event();
        Topic<V> topic = event.topic();
        byte[] bytes = topic.codec().encode(event.value());
        requireRoom(topic, bytes.length);
        Headers headers = cloudEvent(topic.codec().type());
        departure.origin().write(headers);
        byte[] key = utf8(topic.key().of(event.value()));
        return new ProducerRecord<>(config.topic(topic.name()), null, key, bytes, headers);
    }

    /** @throws BusException if a value would have to go to a compacted topic in chunks */
    void requireRoom(Topic<?> topic, int bytes) {
        if (topic.compacted() && bytes > config.chunkBytes()) {
            throw new BusException("topic " + topic.name() + " keeps only the latest record of a key, so a value of "
                    + bytes + " bytes cannot go there in chunks of " + config.chunkBytes()
                    + ": put it on the contents topic and publish its ContentRef");
        }
    }

    /** The chunks of a record, each with its key and headers; a small one stays as it is. */
    List<ProducerRecord<byte[], byte[]>> split(ProducerRecord<byte[], byte[]> whole) {
        byte[] bytes = whole.value();
        int chunk = chunkBytes(whole.key().length);
        if (bytes.length <= chunk) {
            return List.of(whole);
        }
        String payload = UUID.randomUUID().toString();
        int count = (bytes.length - 1) / chunk + 1;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int start = index * chunk;
            byte[] part = Arrays.copyOfRange(bytes, start, start + Math.min(chunk, bytes.length - start));
            Headers headers = new RecordHeaders(whole.headers());
            new Chunk(payload, index, count, bytes.length).write(headers);
            records.add(new ProducerRecord<>(whole.topic(), null, whole.key(), part, headers));
        }
        return records;
    }

    /** Only others' records have long keys: what is left beside one has to do. */
    private int chunkBytes(int keyBytes) {
        int beyond = keyBytes - BusConfig.SPARE_BYTES;
        return beyond <= 0 ? config.chunkBytes() : Math.max(SMALLEST_CHUNK_BYTES, config.chunkBytes() - beyond);
    }

    /** Those of a record's headers that stay with it among the dead letters. */
    static List<Header> kept(Headers headers) {
        List<Header> kept = new ArrayList<>();
        for (String name : KEPT) {
            Header header = headers.lastHeader(name);
            if (header != null && header.value() != null && header.value().length <= LONGEST_KEPT) {
                kept.add(header);
            }
        }
        return kept;
    }

    private Headers cloudEvent(String type) {
        return new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(UUID.randomUUID().toString()))
                .add("ce_type", utf8(type))
                .add("ce_source", utf8("/" + config.prefix() + "bus"))
                .add("ce_time", utf8(Instant.now().toString()))
                .add("content-type", utf8("application/protobuf"));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
