package org.gantry.bus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.gantry.bus.Settlement.Verdict;

/**
 * Writes what stands among dead letters and reads it back: the record as it was, and in its headers why it stands
 * there; and small records without a value that say what was done about one.
 */
final class DeadLetters {
    private static final String REASON = "gantry_reason";
    private static final String CAUSE = "gantry_cause";
    private static final String TOPIC = "gantry_topic";
    private static final String PARTITION = "gantry_partition";
    private static final String OFFSET = "gantry_offset";
    private static final String VERDICT = "gantry_verdict";
    private static final String SETTLED = "gantry_settled";
    private static final String BY = "gantry_by";
    private static final String ID = "gantry_settlement";
    private static final String REPLAY_OF = "gantry_replay_of";

    /** A reason may name what came from outside, however long that is; a record takes one MiB. */
    private static final int LONGEST_REASON = 4_000;

    private DeadLetters() {}

    /** For a record that is malformed. */
    static Refusal malformed(Topic<?> topic, Arrival arrival, IllegalArgumentException fault) {
        return new Refusal(
                topic.name(),
                arrival.record().partition(),
                arrival.last(),
                arrival.key(),
                arrival.bytes(),
                Failures.say(fault),
                fault.getClass().getName(),
                Envelope.kept(arrival.record().headers()));
    }

    /** For the records of a batch that a taker rejected. */
    static List<Refusal> rejected(Outbox outbox, String cause, List<Arrival> batch) {
        return outbox.rejections().stream()
                .map(rejection ->
                        of(rejection.received(), rejection.reason(), cause, headers(rejection.received(), batch)))
                .toList();
    }

    /** For a record that cannot be handled, whose headers nobody knows any more. */
    static Refusal of(Received<?> received, String reason, String cause) {
        return of(received, reason, cause, List.of());
    }

    private static Refusal of(Received<?> received, String reason, String cause, List<Header> headers) {
        return new Refusal(
                received.topic().name(),
                received.partition(),
                received.offset(),
                received.key(),
                received.bytes(),
                reason,
                cause,
                headers);
    }

    private static List<Header> headers(Received<?> received, List<Arrival> batch) {
        return batch.stream()
                .filter(arrival -> arrival.last() == received.offset())
                .findFirst()
                .map(arrival -> Envelope.kept(arrival.record().headers()))
                .orElse(List.of());
    }

    /** The record that carries a dead letter. */
    static ProducerRecord<byte[], byte[]> record(Refusal refusal, BusConfig config) {
        String reason = refusal.reason();
        Headers headers = new RecordHeaders(refusal.headers())
                .add(REASON, Envelope.utf8(reason.substring(0, Math.min(LONGEST_REASON, reason.length()))))
                .add(CAUSE, Envelope.utf8(refusal.cause()))
                .add(TOPIC, Envelope.utf8(refusal.topic()))
                .add(PARTITION, Envelope.utf8(Integer.toString(refusal.partition())))
                .add(OFFSET, Envelope.utf8(Long.toString(refusal.offset())));
        String topic = config.deadLetterTopic(refusal.topic());
        return new ProducerRecord<>(topic, null, Envelope.utf8(refusal.key()), refusal.bytes(), headers);
    }

    /** The record that publishes a letter again, as it was. */
    static ProducerRecord<byte[], byte[]> replay(DeadLetter letter, BusConfig config) {
        Headers headers = new RecordHeaders();
        letter.head().headers().forEach((name, value) -> headers.add(name, Envelope.utf8(value)));
        headers.add(REPLAY_OF, Envelope.utf8(letter.place().toString()));
        return new ProducerRecord<>(
                config.topic(letter.topic()), null, Envelope.utf8(letter.key()), letter.bytes(), headers);
    }

    /** The record that says what was done about a letter; it stands in the letter's partition, behind it. */
    static ProducerRecord<byte[], byte[]> mark(LetterPlace place, Settling.Request request, BusConfig config) {
        Headers headers = new RecordHeaders()
                .add(VERDICT, Envelope.utf8(request.verdict().name()))
                .add(SETTLED, Envelope.utf8(place.toString()))
                .add(BY, Envelope.utf8(request.by()))
                .add(ID, Envelope.utf8(request.id()));
        String topic = config.deadLetterTopic(place.topic());
        return new ProducerRecord<>(topic, place.partition(), Envelope.utf8(place.toString()), new byte[0], headers);
    }

    /** What a record of a dead-letter topic says. */
    static LetterEvent read(Arrival arrival) {
        Headers headers = arrival.record().headers();
        Instant time = Instant.ofEpochMilli(arrival.record().timestamp());
        if (headers.lastHeader(VERDICT) != null) {
            return new Settlement(
                    LetterPlace.parse(text(headers, SETTLED)),
                    Verdict.valueOf(text(headers, VERDICT)),
                    text(headers, BY),
                    time,
                    text(headers, ID));
        }
        LetterPlace place =
                new LetterPlace(text(headers, TOPIC), arrival.record().partition(), arrival.last());
        LetterHead head = new LetterHead(
                place,
                time,
                Integer.parseInt(text(headers, PARTITION)),
                Long.parseLong(text(headers, OFFSET)),
                arrival.key(),
                text(headers, REASON),
                text(headers, CAUSE),
                arrival.bytes().length,
                kept(headers));
        return new DeadLetter(head, arrival.bytes());
    }

    private static Map<String, String> kept(Headers headers) {
        Map<String, String> kept = new LinkedHashMap<>();
        Envelope.kept(headers)
                .forEach(header -> kept.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return kept;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("a dead letter without the header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
