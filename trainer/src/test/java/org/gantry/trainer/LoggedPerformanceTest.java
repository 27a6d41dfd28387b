package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Contents;
import org.gantry.bus.Feed;
import org.gantry.bus.Topics;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.Supernet;
import org.gantry.network.Tensors;
import org.gantry.network.TrainingSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The performance in the log is that of the logged architecture with the weights of that moment. */
class LoggedPerformanceTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int BATCH = 8;
    private static final int STEP = 0;
    private static final Genotype MEASURED = Genotype.of(3, 5);
    private static final RunSpec SPEC = new RunSpec(
            "run",
            "set",
            7,
            Workplace.WIDTHS,
            Workplace.STRIDES,
            Workplace.INPUT,
            Workplace.INPUT,
            new SearchSettings(Mode.DNAS, 1, BATCH, 1e-3, 1e-1, 5, 0.5),
            new EvaluationSettings(1, 1, TrainingPlan.PAPER));

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    @Test
    void measuredAgainFromTheCheckpointsWeightsItIsTheSameNumber() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        draw(workplace, Phase.ALPHA, Genotype.of(6, 0));
        draw(workplace, Phase.WEIGHTS, MEASURED);
        draw(workplace, Phase.MEASURE, MEASURED);
        String trainer = workplace.trainer();
        assertThat(workplace.train(new TrainingEvent.SearchRequested(SPEC))).isNotNull();
        CheckpointTaken taken =
                workplace.await(Topics.CHECKPOINTS, c -> c.job().equals(SPEC.searchJob()) && c.step() == STEP + 1);
        Checkpoint checkpoint =
                Checkpoint.of(Await.result(workplace.bus.content(Contents.CHECKPOINTS, taken.content())));
        StepTaken logged = workplace.await(Topics.STEPS, s -> s.phase() == Phase.MEASURE);
        workplace.stop(trainer);

        Evaluation again = measure(workplace, weights(checkpoint.network(), logged.genotype()), logged.genotype());
        assertThat(logged.genotype()).isEqualTo(MEASURED);
        assertThat(again.metrics().accuracy()).isEqualTo(logged.accuracy());
        assertThat(again.loss()).isEqualTo(logged.loss());
        Evaluation another = measure(workplace, weights(checkpoint.network(), Genotype.of(0, 5)), Genotype.of(0, 5));
        assertThat(another.loss()).as("of another architecture").isNotEqualTo(logged.loss());
    }

    private static void draw(Workplace workplace, Phase phase, Genotype genotype) throws InterruptedException {
        Draw draw = new Draw(SPEC.searchJob(), 0, STEP, phase, genotype, List.of(), 0);
        Await.result(workplace.bus.publish(Topics.DRAWS, draw));
    }

    private static MacroArchitecture macro() {
        return SPEC.macro(Workplace.manifest().labels().size());
    }

    private static Tensors weights(Tensors state, Genotype genotype) {
        try (Supernet supernet =
                new Supernet(macro(), SPEC.searchInput().size(), BATCH, TrainingSettings.SEARCH, Device.DEFAULT)) {
            supernet.restore(state);
            return supernet.weights(genotype);
        }
    }

    private static Evaluation measure(Workplace workplace, Tensors weights, Genotype genotype)
            throws InterruptedException {
        EpochEvent.Requested epoch = EpochEvent.Requested.search(SPEC, 0);
        Job job = new Job(
                workplace.bus,
                new TrainerConfig(Device.DEFAULT, 4, "test", Duration.ZERO),
                new TrainingEvent.SearchRequested(SPEC),
                Workplace.manifest(),
                () -> false);
        try (Feed<BatchVolume> volumes = job.volumes(BATCH);
                EpochBatches batches = new EpochBatches(workplace.bus, volumes, epoch, job.manifest(), 4);
                DerivedNetwork network = new DerivedNetwork(
                        new CovidNet3d(macro(), genotype),
                        SPEC.searchInput().size(),
                        BATCH,
                        TrainingSettings.SEARCH,
                        Device.DEFAULT)) {
            List<Batch> calibration = new ArrayList<>();
            while (batches.peek().phase() != Phase.MEASURE) {
                Phase phase = batches.peek().phase();
                Batch batch = batches.next();
                if (phase == Phase.CALIBRATE) {
                    calibration.add(batch);
                }
            }
            network.load(weights);
            network.recalibrate(calibration);
            return Evaluation.of(network, batches, job.manifest());
        }
    }
}
