package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.gantry.bus.trace.Tracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private static final BusConfig CONFIG = BusConfig.of("none").withChunkBytes(4);

    private final BusCounters counters = new BusCounters();
    private final Assembly assembly = new Assembly(0, counters);
    private long offset;

    @Test
    void payloadsThatInterleaveComeOutWholeInTheOrderOfTheirEnds() {
        List<ConsumerRecord<byte[], byte[]>> a = chunks("a:1234567890");
        List<ConsumerRecord<byte[], byte[]>> b = chunks("b:12345");
        List<String> out = new ArrayList<>();
        out.addAll(accept(at(0, a.get(0))));
        out.addAll(accept(at(1, b.get(0))));
        out.addAll(accept(at(2, chunks("c:1").get(0))));
        assertThat(assembly.safe(3)).isZero();
        out.addAll(accept(at(3, b.get(1))));
        out.addAll(accept(at(4, a.get(1))));
        out.addAll(accept(at(5, a.get(2))));
        assertThat(out).containsExactly("c:1", "b:12345", "a:1234567890");
        assertThat(assembly.safe(6)).isEqualTo(6);
    }

    @Test
    void whatEndedBelowTheStartIsNotGivenAgain() {
        Assembly later = new Assembly(2, counters);
        List<ConsumerRecord<byte[], byte[]>> a = chunks("a:1234");
        assertThat(later.accept(at(0, a.get(0)))).isEmpty();
        assertThat(later.accept(at(1, chunks("b:1").get(0)))).isEmpty();
        assertThat(later.accept(at(2, a.get(1)))).map(Arrival::first).hasValue(0L);
    }

    @Test
    void aPayloadThatBeganBeforeTheStartIsReadAgainOnce() {
        Assembly later = new Assembly(20_000, counters);
        ConsumerRecord<byte[], byte[]> tail = at(20_000, chunks("a:1234").get(1));
        assertThat(later.beganBefore(tail)).isTrue();
        assertThat(later.rewind()).isEqualTo(10_000);
        assertThat(later.beganBefore(tail)).isFalse();
        assertThat(later.accept(tail)).map(Arrival::fault).hasValue("chunk 1 of 2 came without its first ones");
        assertThat(assembly.beganBefore(tail)).isFalse();
    }

    @Test
    void aPayloadWhosePublisherDiedIsGivenUpBehindTheHorizon() {
        ConsumerRecord<byte[], byte[]> first = at(7, chunks("a:12345").get(0));
        assertThat(assembly.accept(first)).isEmpty();
        assertThat(accept(at(7 + Assembly.HORIZON, chunks("b:1").get(0)))).containsExactly("b:1");
        assertThat(assembly.safe(20_000)).isEqualTo(7);
        assertThat(accept(at(8 + Assembly.HORIZON, chunks("b:2").get(0)))).containsExactly("b:2");
        assertThat(assembly.safe(20_000)).isEqualTo(20_000);
        assertThat(counters.abandoned()).isEqualTo(1);
    }

    @Test
    void unfinishedPayloadsTakeNoMoreThanTheirRoomAndTheOldestIsGivenUp() {
        Assembly small = new Assembly(0, counters, 9);
        List<ConsumerRecord<byte[], byte[]>> a = chunks("a:1234567890");
        List<ConsumerRecord<byte[], byte[]>> b = chunks("b:12345");
        assertThat(small.accept(at(0, a.get(0)))).isEmpty();
        assertThat(small.accept(at(1, b.get(0)))).isEmpty();
        assertThat(counters.abandoned()).isZero();
        assertThat(small.accept(at(2, chunks("c:12345").get(0)))).isEmpty();
        assertThat(counters.abandoned()).isEqualTo(1);
        assertThat(small.safe(3)).as("a is gone").isEqualTo(1);
        assertThat(small.accept(at(3, a.get(1))))
                .map(Arrival::fault)
                .hasValue("chunk 1 of 3 came without its first ones");
        assertThat(small.accept(at(4, b.get(1)))).map(Arrival::key).hasValue("b");
        assertThat(small.accept(at(5, chunks("d:12345").get(0)))).isEmpty();
        assertThat(counters.abandoned()).as("what came out took its room along").isEqualTo(1);
    }

    @Test
    void chunksOutOfTurnOrWithWrongHeadersAreMalformed() {
        List<ConsumerRecord<byte[], byte[]>> a = chunks("a:1234567890");
        assertThat(assembly.accept(at(0, a.get(0)))).isEmpty();
        assertThat(assembly.accept(at(1, a.get(2)))).map(Arrival::fault).hasValue("chunk 2 of 3 came out of turn");
        ConsumerRecord<byte[], byte[]> wrong = at(2, chunks("b:1").get(0));
        wrong.headers().add(Chunk.HEADER, new byte[] {1, 2, 3});
        assertThat(assembly.accept(wrong)).map(Arrival::fault).hasValue("chunk header has 3 bytes, too few");
        ConsumerRecord<byte[], byte[]> lying = at(3, chunks("c:1").get(0));
        new Chunk("x", 0, 1, 1_000).write(lying.headers());
        assertThat(assembly.accept(lying)).map(Arrival::fault).hasValue("chunks hold 3 bytes, their headers say 1000");
    }

    @Test
    void aRecordWithoutKeyOrValueIsMalformed() {
        assertThat(assembly.accept(record(0, null, new byte[0])))
                .map(Arrival::fault)
                .hasValue("the record has no key");
        assertThat(assembly.accept(record(1, new byte[0], null)))
                .map(Arrival::fault)
                .hasValue("the record has no value");
    }

    private List<String> accept(ConsumerRecord<byte[], byte[]> record) {
        Optional<Arrival> arrival = assembly.accept(record);
        return arrival.map(one -> new String(one.bytes(), StandardCharsets.UTF_8)).stream()
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> chunks(String line) {
        Topic<String> topic = Lines.IN;
        List<ConsumerRecord<byte[], byte[]>> chunks = new ArrayList<>();
        Departure<String> departure = Departure.begin(Tracer.PASSING, new Outbox.Event<>(topic, line), Origin.UNKNOWN);
        for (ProducerRecord<byte[], byte[]> sent : new Envelope(CONFIG).wrap(departure)) {
            ConsumerRecord<byte[], byte[]> record = record(offset++, sent.key(), sent.value());
            sent.headers().forEach(record.headers()::add);
            chunks.add(record);
        }
        return chunks;
    }

    private static ConsumerRecord<byte[], byte[]> at(long offset, ConsumerRecord<byte[], byte[]> record) {
        ConsumerRecord<byte[], byte[]> moved = record(offset, record.key(), record.value());
        record.headers().forEach(moved.headers()::add);
        return moved;
    }

    /** A foreign producer may leave out key or value, whatever Kafka's signature says. */
    @SuppressWarnings("NullAway")
    private static ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                "t", 0, offset, 0L, TimestampType.CREATE_TIME, 0, 0, key, value, new RecordHeaders(), Optional.empty());
    }
}
