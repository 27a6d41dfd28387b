package org.gantry.bench.search;

import java.util.Arrays;
import java.util.List;
import org.gantry.bench.search.PlainSearch.Batches;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.SearchNetwork;
import org.gantry.network.StepResult;
import org.gantry.network.TrainingSettings;

/**
 * A search on recorded batches, which measures at the end of each epoch as a trainer does.
 *
 * @param run what is searched
 * @param macro what the search leaves fixed
 * @param recorded what a trainer saw of it
 * @param clock is told what was drawn, and when the steps ended
 */
record RecordedSearch(RunSpec run, MacroArchitecture macro, RecordedBatches recorded, StepClock clock)
        implements Batches {
    /** Searches to the end. */
    void search() {
        new PlainSearch(run, macro, recorded.of(0, Phase.WEIGHTS).size(), Device.DEFAULT).run(this);
    }

    @Override
    public Batch of(Draw draw) {
        clock.next(draw);
        return recorded.of(draw.epoch(), draw.phase()).get(draw.step());
    }

    @Override
    public StepResult measure(SearchNetwork supernet, Draw draw) {
        clock.next(draw);
        try (DerivedNetwork network = new DerivedNetwork(
                new CovidNet3d(macro, draw.genotype()),
                run.searchInput().size(),
                run.search().batch(),
                TrainingSettings.SEARCH,
                Device.DEFAULT)) {
            network.load(supernet.weights(draw.genotype()));
            network.recalibrate(recorded.of(draw.epoch(), Phase.CALIBRATE));
            List<Batch> all = recorded.of(draw.epoch(), Phase.MEASURE);
            Metrics metrics = Metrics.of(
                    macro.classes(),
                    all.stream()
                            .flatMapToInt(batch -> Arrays.stream(batch.labels()))
                            .toArray(),
                    all.stream()
                            .flatMap(batch -> Arrays.stream(network.infer(batch).probabilities()))
                            .toArray(float[][]::new));
            return new StepResult(0, metrics.accuracy(), 0, new double[0]);
        }
    }
}
