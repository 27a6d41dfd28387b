package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Estimator;
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
    private static final RunSpec SPEC = spec(EPOCHS, Estimator.PAPER);

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    @Test
    void anAlphaStepOfSeveralDrawsRunsThemAllOnItsBatchAndScoresNeedNoGates() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        Genotype twice = Genotype.of(1, 2);
        for (int step = 0; step < STEPS; step++) {
            publish(workplace, step, Phase.ALPHA, 0, twice);
            publish(workplace, step, Phase.ALPHA, 1, Genotype.of(5, step));
            publish(workplace, step, Phase.ALPHA, 2, twice);
            draw(workplace, 0, step, Phase.WEIGHTS);
        }
        draw(workplace, 0, STEPS - 1, Phase.MEASURE);
        String trainer = workplace.trainer();
        assertThat(workplace.train(new TrainingEvent.SearchRequested(
                        spec(1, new Estimator(Estimator.Gradient.SCORE, 3, 0, 0, false)))))
                .isNotNull();
        workplace.stop(trainer);
        List<StepTaken> alphas = workplace.all(Topics.STEPS).stream()
                .filter(s -> s.phase() == Phase.ALPHA)
                .toList();
        assertThat(alphas)
                .hasSize(3 * STEPS)
                .allSatisfy(s -> assertThat(s.gates()).isEmpty());
        for (int i = 0; i < alphas.size(); i += 3) {
            assertThat(alphas.get(i + 1).index()).isEqualTo(1);
            assertThat(alphas.get(i + 2).loss())
                    .as("the same path on the same batch")
                    .isEqualTo(alphas.get(i).loss())
                    .isNotEqualTo(alphas.get(i + 1).loss());
        }
    }

    private static void publish(Workplace workplace, int step, Phase phase, int index, Genotype genotype)
            throws InterruptedException {
        Draw draw = new Draw(SPEC.searchJob(), 0, step, phase, index, genotype, List.of(), 0);
        Await.result(workplace.bus.publish(Topics.DRAWS, draw));
    }

    private static RunSpec spec(int epochs, Estimator estimator) {
        return new RunSpec(
                "run",
                "set",
                7,
                Workplace.WIDTHS,
                Workplace.STRIDES,
                Workplace.INPUT,
                Workplace.INPUT,
                new SearchSettings(Mode.DNAS, epochs, 2, 1e-3, 1e-2, 5, 0.5, estimator),
                new EvaluationSettings(1, 1, TrainingPlan.PAPER));
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
