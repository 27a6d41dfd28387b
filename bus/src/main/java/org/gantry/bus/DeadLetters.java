package org.gantry.bus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes dead letters and reads them back: the record as it was, and in its headers why it stands there. */
final class DeadLetters {
    private static final String REASON = "gantry_reason";
    private static final String CAUSE = "gantry_cause";
    private static final String TOPIC = "gantry_topic";
    private static final String PARTITION = "gantry_partition";
    private static final String OFFSET = "gantry_offset";

    private DeadLetters() {}

    /** For a record that is malformed. */
    static DeadLetter malformed(Topic<?> topic, Arrival arrival, IllegalArgumentException fault) {
        return of(topic, arrival, Failures.say(fault), fault.getClass().getName());
    }

    /** For the records that a taker rejected. */
    static List<DeadLetter> rejected(Outbox outbox, String cause) {
        return outbox.rejections().stream()
                .map(rejection -> of(rejection.received(), rejection.reason(), cause))
                .toList();
    }

    private static Headers headers(DeadLetter letter) {
        return new RecordHeaders()
                .add(REASON, Envelope.utf8(letter.reason()))
                .add(CAUSE, Envelope.utf8(letter.cause()))
                .add(TOPIC, Envelope.utf8(letter.topic()))
                .add(PARTITION, Envelope.utf8(Integer.toString(letter.partition())))
                .add(OFFSET, Envelope.utf8(Long.toString(letter.offset())));
    }

    /** The record that carries a dead letter. */
    static ProducerRecord<byte[], byte[]> record(DeadLetter letter, BusConfig config) {
        String topic = config.deadLetterTopic(letter.topic());
        return new ProducerRecord<>(topic, null, Envelope.utf8(letter.key()), letter.bytes(), headers(letter));
    }

    /** The dead letter that a record of a dead-letter topic carries. */
    static DeadLetter read(Arrival arrival) {
        Headers headers = arrival.record().headers();
        return new DeadLetter(
                text(headers, TOPIC),
                Integer.parseInt(text(headers, PARTITION)),
                Long.parseLong(text(headers, OFFSET)),
                arrival.key(),
                arrival.bytes(),
                text(headers, REASON),
                text(headers, CAUSE));
    }

    private static DeadLetter of(Topic<?> topic, Arrival arrival, String reason, String cause) {
        return new DeadLetter(
                topic.name(),
                arrival.record().partition(),
                arrival.last(),
                arrival.key(),
                arrival.bytes(),
                reason,
                cause);
    }

    /** For a record that cannot be handled. */
    static DeadLetter of(Received<?> received, String reason, String cause) {
        return new DeadLetter(
                received.topic().name(),
                received.partition(),
                received.offset(),
                received.key(),
                received.bytes(),
                reason,
                cause);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("a dead letter without the header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
