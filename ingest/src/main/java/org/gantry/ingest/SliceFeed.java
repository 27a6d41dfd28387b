package org.gantry.ingest;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Origin;
import org.gantry.bus.Topics;
import org.gantry.bus.trace.Span;
import org.gantry.bus.trace.Tracer.Act;
import org.gantry.domain.scan.Scan;

/**
 * Publishes the slices of scans, some in flight at a time, those of the next scan behind those of the last. Each scan
 * begins a trace.
 */
final class SliceFeed {
    private static final int IN_FLIGHT = 32;

    private final Bus bus;
    private final Deque<Future<Long>> inFlight = new ArrayDeque<>();
    private final Map<String, Long> firsts = new ConcurrentHashMap<>();

    SliceFeed(Bus bus) {
        this.bus = bus;
    }

    /** Publishes a scan's slices; returns before the broker has the last ones. */
    void publish(Scan scan) throws InterruptedException {
        publish(scan, scan.slices().size());
    }

    /** Publishes one slice, of a scan whose slices are there. */
    void publishAgain(Scan scan) throws InterruptedException {
        publish(scan, 1);
    }

    private void publish(Scan scan, int slices) throws InterruptedException {
        Span span = bus.tracer()
                .begin(Act.INGEST, Topics.SLICES.name(), scan.header().scanId(), Optional.empty());
        Origin origin = Origin.of(span.trace());
        for (int i = 0; i < slices; i++) {
            publish(scan, i, origin);
        }
        inFlight.getLast().onComplete(offset -> span.end(), span::fail);
    }

    private void publish(Scan scan, int slice, Origin origin) throws InterruptedException {
        if (inFlight.size() == IN_FLIGHT) {
            Await.result(inFlight.removeFirst());
        }
        String scanId = scan.header().scanId();
        inFlight.addLast(bus.publish(Topics.SLICES, scan.slice(slice), origin)
                .onSuccess(offset -> firsts.merge(scanId, offset, Math::min)));
    }

    /** Scan id to the offset of its first slice that was published here. */
    Map<String, Long> firsts() {
        return Map.copyOf(firsts);
    }

    /** Waits until the broker has everything. */
    void flush() throws InterruptedException {
        while (!inFlight.isEmpty()) {
            Await.result(inFlight.removeFirst());
        }
    }
}
