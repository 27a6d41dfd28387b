package org.gantry.bus;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.gantry.bus.trace.Trace;

/**
 * Where a record comes from, through all topics.
 *
 * @param trace the W3C trace that it belongs to
 * @param since time of the record that began its chain, by that record's timestamp: of a prediction, of the slice that
 *     made its scan complete
 */
public record Origin(Optional<Trace> trace, Optional<Instant> since) {
    /** Of what nothing caused that is worth telling. */
    public static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty());

    static final String TRACEPARENT = "traceparent";
    static final String TRACESTATE = "tracestate";
    private static final String SINCE = "gantry_since";

    /** The start of a chain in a trace. */
    public static Origin of(Trace trace) {
        return UNKNOWN.at(trace);
    }

    /** The same at another place of the trace. */
    public Origin at(Trace place) {
        return new Origin(Optional.of(place), since);
    }

    /** The same, where the time until now says nothing of the work. */
    public Origin untimed() {
        return new Origin(trace, Optional.empty());
    }

    /** What a record says of it; one that says no time begins a chain itself. */
    static Origin read(ConsumerRecord<?, ?> record) {
        Optional<Trace> trace = text(record.headers(), TRACEPARENT)
                .flatMap(parent ->
                        Trace.parse(parent, text(record.headers(), TRACESTATE).orElse("")));
        Optional<Instant> since = text(record.headers(), SINCE).flatMap(Origin::instant);
        return new Origin(trace, since.isPresent() ? since : appended(record));
    }

    private static Optional<Instant> appended(ConsumerRecord<?, ?> record) {
        return record.timestamp() < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(record.timestamp()));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    void write(Headers headers) {
        trace.ifPresent(place -> {
            headers.add(TRACEPARENT, Envelope.utf8(place.traceparent()));
            if (!place.state().isEmpty()) {
                headers.add(TRACESTATE, Envelope.utf8(place.state()));
            }
        });
        since.ifPresent(time -> headers.add(SINCE, Envelope.utf8(time.toString())));
    }
}
