package org.gantry.app.trace;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.gantry.bus.trace.Span;
import org.gantry.bus.trace.Trace;
import org.gantry.bus.trace.Tracer;

/** Begins spans of OpenTelemetry, named and described as its conventions for messaging ask. */
final class OpenTelemetryTracer implements Tracer {
    private final io.opentelemetry.api.trace.Tracer tracer;

    OpenTelemetryTracer(io.opentelemetry.api.trace.Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Span begin(Act act, String topic, String key, Optional<Trace> parent) {
        SpanBuilder builder = tracer.spanBuilder(verb(act) + " " + topic)
                .setSpanKind(kind(act))
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.operation.name", verb(act))
                .setAttribute("messaging.kafka.message.key", key);
        parent.ifPresentOrElse(
                trace -> builder.setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote(trace)))),
                builder::setNoParent);
        return new Exported(builder.startSpan(), parent.map(Trace::state).orElse(""));
    }

    private static SpanContext remote(Trace trace) {
        return SpanContext.createFromRemoteParent(
                trace.traceId(), trace.spanId(), TraceFlags.fromHex(trace.flags(), 0), TraceState.getDefault());
    }

    private static String verb(Act act) {
        return switch (act) {
            case INGEST -> "ingest";
            case PUBLISH -> "send";
            case HANDLE -> "process";
            case CLASSIFY -> "classify";
        };
    }

    private static SpanKind kind(Act act) {
        return switch (act) {
            case PUBLISH -> SpanKind.PRODUCER;
            case HANDLE -> SpanKind.CONSUMER;
            case INGEST, CLASSIFY -> SpanKind.INTERNAL;
        };
    }

    /** A span that is exported when it ends. */
    private record Exported(io.opentelemetry.api.trace.Span span, String state) implements Span {
        @Override
        public Trace trace() {
            SpanContext context = span.getSpanContext();
            return new Trace(
                    context.getTraceId(),
                    context.getSpanId(),
                    context.getTraceFlags().asHex(),
                    state);
        }

        @Override
        public void end() {
            span.end();
        }

        @Override
        public void fail(Throwable failure) {
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            span.recordException(failure);
            span.end();
        }
    }
}
