package org.gantry.bench.search;

import org.gantry.bench.search.PlainSearch.Batches;
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
        new PlainSearch(run, macro, recorded.of(0, Phase.ALPHA).size(), Device.DEFAULT).run(this);
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
            double right = recorded.of(draw.epoch(), Phase.MEASURE).stream()
                    .mapToDouble(batch -> right(network, batch))
                    .sum();
            int all = recorded.of(draw.epoch(), Phase.MEASURE).stream()
                    .mapToInt(Batch::size)
                    .sum();
            return new StepResult(0, right / all, 0, new double[0]);
        }
    }

    private static int right(DerivedNetwork network, Batch batch) {
        float[][] probabilities = network.infer(batch).probabilities();
        int right = 0;
        for (int i = 0; i < batch.size(); i++) {
            int likeliest = 0;
            for (int c = 1; c < probabilities[i].length; c++) {
                likeliest = probabilities[i][c] > probabilities[i][likeliest] ? c : likeliest;
            }
            right += likeliest == batch.labels()[i] ? 1 : 0;
        }
        return right;
    }
}
