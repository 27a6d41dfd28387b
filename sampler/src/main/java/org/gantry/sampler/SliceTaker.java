package org.gantry.sampler;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Slice;

/** Turns slices into complete scans; the store follows each commit. */
final class SliceTaker implements Taker<Slice> {
    private final WorkerExecutor worker;
    private final ScanStore store;
    private final VolumeDesk desk;
    private final Map<Integer, PartitionScans> partitions = new HashMap<>();

    SliceTaker(WorkerExecutor worker, ScanStore store, VolumeDesk desk) {
        this.worker = worker;
        this.store = store;
        this.desk = desk;
    }

    @Override
    public OptionalLong resumeAt(int partition) {
        worker.executeBlocking(() -> {
            partitions.put(partition, new PartitionScans(store));
            desk.own(partition);
            return null;
        });
        return OptionalLong.of(store.offset(partition));
    }

    @Override
    public Future<Outbox> take(List<Received<Slice>> records) {
        return worker.executeBlocking(() -> {
            PartitionScans scans = scans(records.get(0).partition());
            Outbox outbox = new Outbox();
            for (Received<Slice> record : records) {
                scans.take(record.value()).ifPresent(completed -> outbox.publish(Topics.SCANS, completed));
            }
            return outbox;
        });
    }

    private PartitionScans scans(int partition) {
        return partitions.computeIfAbsent(partition, p -> new PartitionScans(store));
    }

    @Override
    public Future<Void> committed(int partition, long nextOffset) {
        return worker.executeBlocking(() -> {
            PartitionScans.Changes changes = scans(partition).drain();
            store.write(partition, nextOffset, changes.slices(), changes.completed());
            if (!changes.completed().isEmpty()) {
                desk.serve();
            }
            return null;
        });
    }

    @Override
    public void revoked(int partition) {
        worker.executeBlocking(() -> {
            partitions.remove(partition);
            desk.disown(partition);
            return null;
        });
    }
}
