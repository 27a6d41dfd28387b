package org.gantry.ingest;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Scan;

/** Publishes the slices of scans, some in flight at a time, those of the next scan behind those of the last. */
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
        for (int i = 0; i < scan.slices().size(); i++) {
            publish(scan, i);
        }
    }

    /** Publishes one slice. */
    void publish(Scan scan, int slice) throws InterruptedException {
        if (inFlight.size() == IN_FLIGHT) {
            Await.result(inFlight.removeFirst());
        }
        String scanId = scan.header().scanId();
        inFlight.addLast(bus.publish(Topics.SLICES, scan.slice(slice))
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
