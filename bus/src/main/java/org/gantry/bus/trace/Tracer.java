package org.gantry.bus.trace;

import java.util.Optional;

/** Begins spans; called on the bus's threads and on event loops, so it must not block. */
public interface Tracer {
    /** What a span does. */
    enum Act {
        /** Brings a scan's slices onto the bus. */
        INGEST,
        /** Publishes a record, until the brokers have it. */
        PUBLISH,
        /** Handles what a batch holds of one trace, until that is committed. */
        HANDLE,
        /** Computes the answer for a volume, with the others of its batch. */
        CLASSIFY
    }

    /** Records nothing: a trace that came goes on with new span ids. */
    Tracer PASSING =
            (act, topic, key, parent) -> new Passed(parent.map(Trace::next).orElseGet(Trace::begin));

    /**
     * Begins a span.
     *
     * @param topic name of the topic that it is about, without prefix
     * @param key of the record that it is about
     * @param parent what it goes on with; without one it begins a trace
     */
    Span begin(Act act, String topic, String key, Optional<Trace> parent);

    /** A span of which nothing is recorded. */
    record Passed(Trace trace) implements Span {
        @Override
        public void end() {}

        @Override
        public void fail(Throwable failure) {}
    }
}
