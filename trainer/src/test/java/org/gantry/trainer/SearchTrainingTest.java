package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A search's training on the bus in memory; all draws stand there from the start. */
class SearchTrainingTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int EPOCHS = 2;
    private static final int STEPS = 4;
    static final RunSpec SPEC = spec(EPOCHS, Estimator.PAPER);

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
        assertThat(workplace.train(
                        new TrainingEvent.SearchRequested(spec(1, new Estimator(Estimator.Gradient.SCORE, 3, 0, 0)))))
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
            drawEpoch(workplace, epoch);
        }
        return workplace;
    }

    private static void drawEpoch(Workplace workplace, int epoch) throws InterruptedException {
        for (int step = 0; step < STEPS; step++) {
            draw(workplace, epoch, step, Phase.ALPHA);
            draw(workplace, epoch, step, Phase.WEIGHTS);
        }
        draw(workplace, epoch, STEPS - 1, Phase.MEASURE);
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

    @Test
    void aSearchThatShallRestIsLaidDownWithItsStateAndHoldsNoTrainer() throws InterruptedException {
        Workplace whole = workplace();
        String undisturbed = whole.trainer();
        TrainingEvent.Ended expected = whole.train(new TrainingEvent.SearchRequested(SPEC));
        whole.stop(undisturbed);

        Workplace paused = new Workplace(VERTX);
        String trainer = paused.trainer(Duration.ofHours(1));
        paused.say(new RunEvent.Asked(SPEC));
        Await.result(paused.bus.publish(Topics.TRAININGS, new TrainingEvent.SearchRequested(SPEC)));
        drawEpoch(paused, 0);
        draw(paused, 1, 0, Phase.ALPHA);
        draw(paused, 1, 0, Phase.WEIGHTS);
        draw(paused, 1, 1, Phase.ALPHA);
        assertThat(paused.await(Topics.STEPS, s -> s.epoch() == 1 && s.step() == 1))
                .isNotNull();
        paused.say(new RunEvent.Wished("run", Wish.PAUSE));
        assertThat(paused.await(Topics.TRAININGS, TrainingEvent.Suspended.class::isInstance))
                .isEqualTo(new TrainingEvent.Suspended(SPEC.searchJob()));
        assertThat(paused.all(Topics.CHECKPOINTS)).singleElement().satisfies(c -> {
            assertThat(c.epoch()).isEqualTo(1);
            assertThat(c.step()).as("between an alpha step and its weight step").isEqualTo(1);
        });

        // the trainer is free for others, and takes up nothing that shall rest
        Await.result(paused.bus.publish(Topics.TRAININGS, new TrainingEvent.SearchRequested(SPEC)));
        TrainingPlan short1 = new TrainingPlan(1, 8, 1, 0, Precision.FLOAT32, Schedule.PAPER, Regularisation.PAPER);
        Await.result(paused.bus.publish(
                Topics.TRAININGS, new TrainingEvent.Requested(Workplace.spec("other/short", Purpose.RANK, short1))));
        assertThat(paused.end("other/").job()).isEqualTo("other/short");

        paused.say(new RunEvent.Wished("run", Wish.RUN));
        Await.result(paused.bus.publish(Topics.TRAININGS, new TrainingEvent.SearchRequested(SPEC)));
        draw(paused, 1, 1, Phase.WEIGHTS);
        for (int step = 2; step < STEPS; step++) {
            draw(paused, 1, step, Phase.ALPHA);
            draw(paused, 1, step, Phase.WEIGHTS);
        }
        draw(paused, 1, STEPS - 1, Phase.MEASURE);
        assertThat(paused.end(SPEC.searchJob())).isEqualTo(expected);
        paused.stop(trainer);
        assertThat(paused.laidDown(SPEC.searchJob())).isPositive();
        assertThat(paused.all(Topics.STEPS))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("latency")
                .isEqualTo(whole.all(Topics.STEPS));
    }

    @Test
    void twoSearchesGoOnAtOnceOnTheTwoDevicesOfOneProcess() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer(Duration.ofHours(1), 2);
        for (String run : List.of("one", "two")) {
            RunSpec spec = named(run);
            Await.result(workplace.bus.publish(Topics.TRAININGS, new TrainingEvent.SearchRequested(spec)));
            Await.result(workplace.bus.publish(
                    Topics.DRAWS, new Draw(spec.searchJob(), 0, 0, Phase.ALPHA, Genotype.of(1, 2), List.of(), 0)));
        }
        // neither can end: each has one draw
        assertThat(workplace.await(Topics.STEPS, s -> s.job().equals("one/search")))
                .isNotNull();
        assertThat(workplace.await(Topics.STEPS, s -> s.job().equals("two/search")))
                .isNotNull();
        workplace.stop(trainer);
    }

    private static RunSpec named(String run) {
        return new RunSpec(
                run,
                SPEC.dataset(),
                SPEC.seed(),
                SPEC.widths(),
                SPEC.strides(),
                SPEC.searchInput(),
                SPEC.evaluationInput(),
                SPEC.search(),
                SPEC.evaluation());
    }
}
