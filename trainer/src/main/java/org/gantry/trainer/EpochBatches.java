package org.gantry.trainer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of one epoch, in the order of its plan, each assembled by position whatever the order of arrival. Asks
 * the samplers for the epoch when opened, grants credit as it goes, tells them when it is done.
 */
final class EpochBatches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EpochBatches.class);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final int PATIENCE = 20;

    /** What a training does every second that it waits between two steps. */
    interface Idle {
        void look() throws InterruptedException;
    }

    /** What is done with the batches of an epoch. */
    interface Use<T> {
        T with(EpochBatches batches) throws InterruptedException;
    }

    private final Bus bus;
    private final Feed<BatchVolume> feed;
    private final EpochEvent.Requested request;
    private final EpochPlan plan;
    private final int ahead;
    private final Map<Integer, Map<Integer, BatchVolume>> arrived = new HashMap<>();
    private int ordinal;
    private boolean left;

    EpochBatches(Bus bus, Feed<BatchVolume> feed, EpochEvent.Requested request, DatasetManifest manifest, int ahead)
            throws InterruptedException {
        this.bus = bus;
        this.feed = feed;
        this.request = request;
        this.plan = EpochPlan.of(manifest, request);
        this.ahead = ahead;
        Await.result(bus.publish(Topics.EPOCHS, request));
        grant();
    }

    EpochPlan plan() {
        return plan;
    }

    boolean hasNext() {
        return ordinal < plan.batches().size();
    }

    /** What the next batch is for. */
    PlannedBatch peek() {
        return plan.batches().get(ordinal);
    }

    /** The next batch; waits for the volumes that are missing, whatever happens. */
    Batch next() throws InterruptedException {
        return next(() -> {});
    }

    /** The next batch; waits for the volumes that are missing unless the training leaves. */
    Batch next(Idle idle) throws InterruptedException {
        PlannedBatch planned = peek();
        Map<Integer, BatchVolume> volumes = arrived.computeIfAbsent(ordinal, o -> new HashMap<>());
        int silence = 0;
        while (volumes.size() < planned.entries().size()) {
            Optional<Received<BatchVolume>> received = feed.next(LOOK_AROUND);
            if (received.isPresent()) {
                sort(received.get().value());
                silence = 0;
                continue;
            }
            idle.look();
            if (++silence % PATIENCE == 0) {
                LOG.warn(
                        "{} waits for {} of {} volumes of batch {} in epoch {}: is a sampler running that owns its scans?",
                        request.job(),
                        planned.entries().size() - volumes.size(),
                        planned.entries().size(),
                        ordinal,
                        request.epoch());
            }
        }
        arrived.remove(ordinal);
        ordinal++;
        if (ordinal % Math.max(1, ahead / 2) == 0 && ordinal < plan.batches().size()) {
            grant();
        }
        return assemble(planned, volumes);
    }

    private void sort(BatchVolume volume) {
        if (volume.epoch() == request.epoch() && volume.ordinal() >= ordinal) {
            arrived.computeIfAbsent(volume.ordinal(), o -> new HashMap<>()).putIfAbsent(volume.position(), volume);
        }
    }

    private Batch assemble(PlannedBatch planned, Map<Integer, BatchVolume> volumes) {
        Grid grid = request.input().size();
        int size = planned.entries().size();
        float[] voxels = new float[size * grid.positions()];
        int[] labels = new int[size];
        for (int p = 0; p < size; p++) {
            BatchVolume volume = volumes.get(p);
            if (volume == null || !volume.volume().grid().equals(grid)) {
                throw new IllegalStateException("batch " + (ordinal - 1) + " of " + request.job()
                        + " holds a volume of "
                        + (volume == null ? "nothing" : volume.volume().grid()) + " at " + p + ", not of " + grid);
            }
            System.arraycopy(volume.volume().voxels(), 0, voxels, p * grid.positions(), grid.positions());
            labels[p] = volume.label();
        }
        return new Batch(grid, 1, voxels, labels);
    }

    private void grant() {
        tell(new EpochEvent.Credited(request.job(), request.epoch(), ordinal + ahead));
    }

    private void tell(EpochEvent event) {
        bus.publish(Topics.EPOCHS, event)
                .onFailure(e -> LOG.warn("{} could not tell the samplers {}", request.job(), event, e));
    }

    /** Uses them to the end, or until the training leaves. */
    <T> T use(Use<T> use) throws InterruptedException {
        try {
            return use.with(this);
        } catch (InterruptedException e) {
            left = true;
            throw e;
        }
    }

    /** An epoch that is left stays open: the next trainer has asked for it by now, or will. */
    @Override
    public void close() {
        if (!left) {
            tell(new EpochEvent.Closed(request.job(), request.epoch()));
        }
    }
}
