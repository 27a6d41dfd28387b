package org.gantry.bench.load;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.gantry.bench.site.Client;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.IngestRequest;

/** Feeds copies of one scan, each under a name of its own, as any client of the slices topic may. */
final class Feeder implements AutoCloseable {
    private static final int IN_FLIGHT = 32;

    private final Client client;
    private final Scan scan;
    private final Deque<Future<Long>> inFlight = new ArrayDeque<>();
    private final List<String> fed = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> lastSlices = new ConcurrentHashMap<>();

    Feeder(String servers, Scan scan) {
        this.client = Client.of(servers);
        this.scan = scan;
    }

    /**
     * The first scan of a file or folder.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Scan read(Path path) throws IOException {
        List<IngestPlan.Item> items =
                IngestPlan.of(IngestRequest.unlabelled(List.of(path))).items();
        if (items.isEmpty()) {
            throw new IllegalArgumentException("--scan " + path + " holds no scan");
        }
        return items.get(0).source().read(items.get(0).origin());
    }

    /** Hands over a scan's slices; returns before the brokers have the last ones. */
    void feed(String scanId) throws InterruptedException {
        ScanHeader own = scan.header();
        ScanHeader header =
                new ScanHeader(scanId, scanId, "", own.intensity(), own.geometry(), own.rows(), own.columns());
        fed.add(scanId);
        int slices = scan.slices().size();
        for (int index = 0; index < slices; index++) {
            Slice slice = new Slice(header, index, slices, scan.slices().get(index));
            if (inFlight.size() == IN_FLIGHT) {
                Await.result(inFlight.removeFirst());
            }
            if (index == slices - 1) {
                lastSlices.put(scanId, System.nanoTime());
            }
            inFlight.addLast(client.bus().publish(Topics.SLICES, slice));
        }
    }

    /** Feeds scans whose names begin alike, one each time so much has passed; where it cannot, as fast as it can. */
    void feed(String name, int scans, Duration apart) throws InterruptedException {
        long begun = System.nanoTime();
        for (int n = 0; n < scans; n++) {
            long due = begun + n * apart.toNanos();
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            feed(name + "-" + n);
        }
        while (!inFlight.isEmpty()) {
            Await.result(inFlight.removeFirst());
        }
    }

    /** Every scan that it has begun to feed. */
    List<String> fed() {
        return List.copyOf(fed);
    }

    /** When a scan's last slice was handed over, by {@link System#nanoTime}. */
    long lastSlice(String scanId) {
        return Objects.requireNonNull(lastSlices.get(scanId), scanId);
    }

    /** Bytes of a scan, unpacked to 16 bits where it can be. */
    long bytes() {
        return scan.bytes();
    }

    @Override
    public void close() {
        client.close();
    }
}
