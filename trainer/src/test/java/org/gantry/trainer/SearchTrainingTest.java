package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A search's training on the bus in memory; all draws stand there from the start. */
class SearchTrainingTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int EPOCHS = 2;
    private static final int STEPS = 4;
    private static final RunSpec SPEC = new RunSpec(
            "run",
            "set",
            7,
            Workplace.WIDTHS,
            Workplace.STRIDES,
            Workplace.INPUT,
            Workplace.INPUT,
            new SearchSettings(Mode.DNAS, EPOCHS, 2, 1e-3, 1e-2, 5, 0.5),
            new EvaluationSettings(1, 1, TrainingPlan.PAPER));

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    private static Workplace workplace() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (int step = 0; step < STEPS; step++) {
                draw(workplace, epoch, step, Phase.ALPHA);
                draw(workplace, epoch, step, Phase.WEIGHTS);
            }
            draw(workplace, epoch, STEPS - 1, Phase.MEASURE);
        }
        return workplace;
    }

    private static void draw(Workplace workplace, int epoch, int step, Phase phase) throws InterruptedException {
        Genotype genotype = Genotype.of((step + phase.order()) % 8, (3 * step + epoch) % 8);
        Await.result(workplace.bus.publish(
                Topics.DRAWS, new Draw(SPEC.searchJob(), epoch, step, phase, genotype, List.of(), 0)));
    }

    @Test
    void aSearchThatIsTakenAgainGoesOnFromItsCheckpointAndTakesTheSameSteps() throws InterruptedException {
        Workplace whole = workplace();
        String undisturbed = whole.trainer();
        TrainingEvent.Ended expected = whole.train(new TrainingEvent.SearchRequested(SPEC));
        whole.stop(undisturbed);

        Workplace broken = workplace();
        broken.sampler.hold(1, 5);
        String first = broken.trainer();
        Await.result(broken.bus.publish(Topics.TRAININGS, new TrainingEvent.SearchRequested(SPEC)));
        assertThat(broken.await(Topics.CHECKPOINTS, c -> c.epoch() == 1 && c.step() > 0))
                .isNotNull();
        broken.stop(first);
        broken.sampler.release();
        String second = broken.trainer();
        assertThat(broken.end()).isEqualTo(expected);
        broken.stop(second);

        assertThat(broken.requests()).containsExactly(0, 1, 1);
        assertThat(broken.epochs()).isEqualTo(whole.epochs()).hasSize(EPOCHS);
        assertThat(broken.all(Topics.STEPS))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("latency")
                .isEqualTo(whole.all(Topics.STEPS))
                .hasSize(EPOCHS * (2 * STEPS + 1))
                .extracting(StepTaken::step)
                .startsWith(0, 0, 1, 1);
        assertThat(whole.all(Topics.STEPS))
                .allSatisfy(s -> assertThat(s.latency() > 0).isEqualTo(s.phase() == Phase.MEASURE));
    }
}
