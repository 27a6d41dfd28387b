package org.gantry.trainer;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.StepTaken;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.SearchNetwork;
import org.gantry.network.TrainingSettings;

/**
 * How a drawn architecture does on the whole of D_V with the shared weights of that moment (PAPER.md, section 2): as a
 * network of its own, its statistics estimated again on the epoch's calibration batches, in inference mode.
 */
final class Measurement {
    private Measurement() {}

    /** Takes what is left of an epoch: calibration batches, then all of D_V. */
    static StepTaken of(Job job, RunSpec spec, SearchNetwork supernet, Draw draw, EpochBatches batches)
            throws InterruptedException {
        List<Batch> calibration = new ArrayList<>();
        while (batches.peek().phase() == Phase.CALIBRATE) {
            calibration.add(batches.next());
        }
        try (DerivedNetwork network = new DerivedNetwork(
                new CovidNet3d(spec.macro(job.manifest().labels().size()), draw.genotype()),
                spec.searchInput().size(),
                spec.search().batch(),
                TrainingSettings.SEARCH,
                job.config().device())) {
            network.load(supernet.weights(draw.genotype()));
            network.recalibrate(calibration);
            Evaluation evaluation = Evaluation.of(network, batches, job.manifest());
            return new StepTaken(
                    job.name(),
                    draw.epoch(),
                    draw.step(),
                    Phase.MEASURE,
                    0,
                    draw.genotype(),
                    evaluation.loss(),
                    evaluation.metrics().accuracy(),
                    0,
                    new double[0],
                    evaluation.speed().latency());
        }
    }
}
