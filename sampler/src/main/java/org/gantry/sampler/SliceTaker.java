package org.gantry.sampler;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Taker;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;

/** Turns slices into complete scans; the store follows each commit. */
final class SliceTaker implements Taker<Slice> {
    private final WorkerExecutor worker;
    private final ScanStore store;
    private final VolumeDesk desk;
    private final IncompleteScans incomplete;
    private final InstantSource clock;
    private final Map<Integer, PartitionScans> partitions = new HashMap<>();

    SliceTaker(
            WorkerExecutor worker, ScanStore store, VolumeDesk desk, IncompleteScans incomplete, InstantSource clock) {
        this.worker = worker;
        this.store = store;
        this.desk = desk;
        this.incomplete = incomplete;
        this.clock = clock;
    }

    @Override
    public OptionalLong resumeAt(int partition) {
        worker.executeBlocking(() -> {
            partitions.put(partition, new PartitionScans(store, clock));
            desk.own(partition);
            incomplete.own(partition);
            return null;
        });
        return OptionalLong.of(store.offset(partition));
    }

    @Override
    public Future<Outbox> take(List<Received<Slice>> records) {
        return worker.executeBlocking(() -> {
            PartitionScans scans = scans(records.get(0).partition());
            Outbox outbox = new Outbox();
            records.forEach(record -> {
                desk.note(record);
                scans.take(record, outbox);
            });
            return outbox;
        });
    }

    private PartitionScans scans(int partition) {
        return partitions.computeIfAbsent(partition, p -> new PartitionScans(store, clock));
    }

    @Override
    public Future<Void> committed(int partition, long nextOffset) {
        return worker.executeBlocking(() -> {
            PartitionScans.Changes changes = scans(partition).drain();
            store.write(partition, nextOffset, changes);
            List<ScanCompleted> news = new ArrayList<>(changes.completed());
            changes.loose().forEach(scanId -> store.completed(scanId).ifPresent(news::add));
            if (!news.isEmpty()) {
                desk.completed(news);
            }
            return null;
        });
    }

    @Override
    public void revoked(int partition) {
        worker.executeBlocking(() -> {
            partitions.remove(partition);
            desk.disown(partition);
            incomplete.disown(partition);
            return null;
        });
    }
}
