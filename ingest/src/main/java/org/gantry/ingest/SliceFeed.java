package org.gantry.ingest;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Scan;

/** Publishes the slices of a scan, some in flight at a time; done when the broker has them all. */
final class SliceFeed {
    private static final int IN_FLIGHT = 32;

    private final Bus bus;

    SliceFeed(Bus bus) {
        this.bus = bus;
    }

    void publish(Scan scan) throws InterruptedException {
        Deque<Future<Long>> inFlight = new ArrayDeque<>();
        for (int i = 0; i < scan.slices().size(); i++) {
            if (inFlight.size() == IN_FLIGHT) {
                Await.result(inFlight.removeFirst());
            }
            inFlight.addLast(bus.publish(Topics.SLICES, scan.slice(i)));
        }
        while (!inFlight.isEmpty()) {
            Await.result(inFlight.removeFirst());
        }
    }
}
