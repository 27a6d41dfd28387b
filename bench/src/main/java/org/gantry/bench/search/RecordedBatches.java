package org.gantry.bench.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.Batch;

/** The batches of a search as samplers published them, in memory, an epoch after the other. */
final class RecordedBatches {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WAITING = 64;

    private final EpochPlan[] plans;
    private final List<List<Batch>> epochs = new ArrayList<>();

    private RecordedBatches(RunSpec run, DatasetManifest manifest) {
        Grid grid = run.searchInput().size();
        plans = IntStream.range(0, run.search().epochs())
                .mapToObj(epoch -> EpochPlan.of(manifest, EpochEvent.Requested.search(run, epoch)))
                .toArray(EpochPlan[]::new);
        for (EpochPlan plan : plans) {
            epochs.add(plan.batches().stream()
                    .map(planned -> planned.entries().size())
                    .map(n -> new Batch(grid, 1, new float[n * grid.positions()], new int[n]))
                    .toList());
        }
    }

    /** Reads them from the bus, on which they stand for some days. */
    static RecordedBatches read(Bus bus, RunSpec run, DatasetManifest manifest) throws InterruptedException {
        RecordedBatches recorded = new RecordedBatches(run, manifest);
        int missing = recorded.epochs.stream()
                .flatMap(List::stream)
                .mapToInt(Batch::size)
                .sum();
        try (Feed<BatchVolume> volumes = bus.feed(Topics.BATCHES, run.searchJob(), 0, WAITING)) {
            for (; missing > 0; missing--) {
                recorded.put(volumes.next(PATIENCE)
                        .orElseThrow(() -> new IllegalStateException("a volume of the search is gone"))
                        .value());
            }
        }
        return recorded;
    }

    private void put(BatchVolume volume) {
        Batch batch = epochs.get(volume.epoch()).get(volume.ordinal());
        float[] voxels = volume.volume().voxels();
        System.arraycopy(voxels, 0, batch.voxels(), volume.position() * voxels.length, voxels.length);
        batch.labels()[volume.position()] = volume.label();
    }

    /** All batches of an epoch that are for this, by step. */
    List<Batch> of(int epoch, Phase phase) {
        List<PlannedBatch> planned = plans[epoch].batches();
        return IntStream.range(0, planned.size())
                .filter(ordinal -> planned.get(ordinal).phase() == phase)
                .mapToObj(epochs.get(epoch)::get)
                .toList();
    }
}
