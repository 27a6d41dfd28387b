package org.gantry.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.bus.trace.Span;
import org.gantry.bus.trace.Tracer;
import org.gantry.bus.trace.Tracer.Act;

/**
 * Where the records of a batch come from. An event goes on where the last record with its key came from, since a batch
 * mixes scans; each trace in the batch has one span until the batch is committed.
 */
final class Causes {
    private final Map<String, Origin> byKey = new HashMap<>();
    private final Map<String, Span> spans = new HashMap<>();
    private Origin other = Origin.UNKNOWN;

    private Causes() {}

    /** Of a batch that begins to be handled; replayed ones were told of before. */
    static Causes of(List<Arrival> arrivals, Topic<?> topic, Tracer tracer, boolean replayed) {
        Causes causes = new Causes();
        Tracer telling = replayed ? Tracer.PASSING : tracer;
        for (Arrival arrival : arrivals) {
            Origin origin = arrival.origin();
            Origin here = origin.trace()
                    .map(trace -> causes.spans.computeIfAbsent(
                            trace.traceId(),
                            id -> telling.begin(Act.HANDLE, topic.name(), arrival.key(), Optional.of(trace))))
                    .map(span -> origin.at(span.trace()))
                    .orElse(origin);
            causes.byKey.put(arrival.key(), here);
            if (here.trace().isPresent()) {
                causes.other = here.untimed();
            }
        }
        return causes;
    }

    /** Where what is said of a key comes from. */
    Origin of(String key) {
        return byKey.getOrDefault(key, other);
    }

    /** Where an event comes from. */
    <V> Origin of(Outbox.Event<V> event) {
        return of(event.topic().key().of(event.value()));
    }

    void end() {
        spans.values().forEach(Span::end);
    }
}
