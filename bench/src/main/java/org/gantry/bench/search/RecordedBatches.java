package org.gantry.bench.search;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gantry.bench.search.PlainSearch.Batches;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.network.Batch;

/** The batches of an epoch's alpha and weight steps, as samplers published them, in memory. */
final class RecordedBatches implements Batches {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WAITING = 64;

    /** A step of an epoch. */
    private record Step(Phase phase, int step) {
        static Step of(PlannedBatch planned) {
            return new Step(planned.phase(), planned.step());
        }
    }

    private final Map<Step, Batch> batches = new HashMap<>();

    private RecordedBatches() {}

    /** Reads them from the bus, on which they stand for some days. */
    static RecordedBatches read(Bus bus, RunSpec run, EpochPlan plan) throws InterruptedException {
        Grid grid = run.searchInput().size();
        RecordedBatches recorded = new RecordedBatches();
        int missing = 0;
        for (PlannedBatch planned : plan.batches()) {
            if (planned.augmented()) {
                int size = planned.entries().size();
                missing += size;
                recorded.batches.put(
                        Step.of(planned), new Batch(grid, 1, new float[size * grid.positions()], new int[size]));
            }
        }
        try (Feed<BatchVolume> volumes = bus.feed(Topics.BATCHES, run.searchJob(), 0, WAITING)) {
            while (missing > 0) {
                Optional<Received<BatchVolume>> next = volumes.next(PATIENCE);
                BatchVolume volume = next.orElseThrow(() -> new IllegalStateException("a volume of the search is gone"))
                        .value();
                PlannedBatch planned = plan.batches().get(volume.ordinal());
                if (planned.augmented()) {
                    recorded.put(Step.of(planned), volume);
                    missing--;
                }
            }
        }
        return recorded;
    }

    private void put(Step step, BatchVolume volume) {
        Batch batch = of(step);
        float[] voxels = volume.volume().voxels();
        System.arraycopy(voxels, 0, batch.voxels(), volume.position() * voxels.length, voxels.length);
        batch.labels()[volume.position()] = volume.label();
    }

    /** Alpha's and the weights' steps together. */
    int steps() {
        return batches.size();
    }

    @Override
    public Batch of(Draw draw) {
        return of(new Step(draw.phase(), draw.step()));
    }

    private Batch of(Step step) {
        Batch batch = batches.get(step);
        if (batch == null) {
            throw new IllegalStateException(step + " is not of this epoch");
        }
        return batch;
    }
}
