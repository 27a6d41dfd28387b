package org.gantry.bus;

import java.util.Optional;
import org.gantry.bus.trace.Span;
import org.gantry.bus.trace.Tracer;
import org.gantry.bus.trace.Tracer.Act;

/**
 * An event on its way to the brokers.
 *
 * @param event it
 * @param origin what its record says of where it comes from
 * @param span of its publication, where it belongs to a trace
 * @param <V> type of its value
 */
record Departure<V>(Outbox.Event<V> event, Origin origin, Optional<Span> span) {
    /** An event departs that others do not hear of yet. */
    static <V> Departure<V> begin(Tracer tracer, Outbox.Event<V> event, Origin cause) {
        Topic<V> topic = event.topic();
        Optional<Span> span = cause.trace()
                .map(trace ->
                        tracer.begin(Act.PUBLISH, topic.name(), topic.key().of(event.value()), cause.trace()));
        return new Departure<>(event, span.map(s -> cause.at(s.trace())).orElse(cause), span);
    }

    void end() {
        span.ifPresent(Span::end);
    }

    void fail(Throwable failure) {
        span.ifPresent(s -> s.fail(failure));
    }
}
