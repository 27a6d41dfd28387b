package org.gantry.bus;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gantry.bus.trace.Span;
import org.gantry.bus.trace.Trace;
import org.gantry.bus.trace.Tracer;

/** Writes down the spans that ended. */
final class RecordingTracer implements Tracer {
    final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

    /** A span that is over, and how. */
    record Ended(Act act, String topic, String key, Optional<Trace> parent, Trace trace, boolean failed) {
        String what() {
            return act + " " + topic + " " + key;
        }
    }

    @Override
    public Span begin(Act act, String topic, String key, Optional<Trace> parent) {
        Trace trace = parent.map(Trace::next).orElseGet(Trace::begin);
        return new Span() {
            @Override
            public Trace trace() {
                return trace;
            }

            @Override
            public void end() {
                ended.add(new Ended(act, topic, key, parent, trace, false));
            }

            @Override
            public void fail(Throwable failure) {
                ended.add(new Ended(act, topic, key, parent, trace, true));
            }
        };
    }
}
