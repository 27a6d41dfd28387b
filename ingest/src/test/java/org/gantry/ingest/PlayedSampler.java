package org.gantry.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;

/** Plays the samplers' part: says that a scan is complete when its last slice has come, once. */
public final class PlayedSampler {
    private final Bus bus;
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final Subscription reading;
    private final Map<String, Map<Integer, Slice>> arrived = new HashMap<>();

    public PlayedSampler(Bus bus) {
        this.bus = bus;
        this.reading = bus.tail(Topics.SLICES, this::gather);
    }

    /** From now on it never says that this scan is complete. */
    public void ignore(String scanId) {
        ignored.add(scanId);
    }

    /** Whether it still plays. */
    public boolean atWork() {
        return !reading.ended().isComplete();
    }

    private void gather(Received<Slice> received) {
        if (ignored.contains(received.key())) {
            return;
        }
        Slice slice = received.value();
        Map<Integer, Slice> slices = arrived.computeIfAbsent(received.key(), id -> new TreeMap<>());
        if (slices.size() < slice.expected()
                && slices.put(slice.index(), slice) == null
                && slices.size() == slice.expected()) {
            Scan scan = new Scan(
                    slice.header(), slices.values().stream().map(Slice::pixels).toList(), List.of());
            bus.publish(Topics.SCANS, new ScanCompleted(scan.header(), slices.size(), scan.contentDigest(), List.of()))
                    .onFailure(Throwable::printStackTrace);
        }
    }
}
