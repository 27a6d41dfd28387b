package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.bus.Await;
import org.gantry.bus.Contents;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.Sharing;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.WeightsShared;
import org.gantry.network.Tensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A search that is shared, on the bus in memory; all draws stand there from the start unless it says otherwise. */
class SharedSearchTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int EPOCHS = 2;

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    private static RunSpec spec(Sharing sharing) {
        return new RunSpec(
                "run",
                "set",
                7,
                Workplace.WIDTHS,
                Workplace.STRIDES,
                Workplace.INPUT,
                Workplace.INPUT,
                new SearchSettings(Mode.DNAS, EPOCHS, 1, 1e-3, 1e-1, 5, 0.5).shared(sharing),
                new EvaluationSettings(1, 1, TrainingPlan.PAPER));
    }

    /** Eight scans of a half in batches of one. */
    private static int steps(Sharing sharing) {
        return 8 / sharing.trainers();
    }

    private static void draw(Workplace workplace, int epoch, int step, Phase phase) throws InterruptedException {
        Genotype genotype = Genotype.of((step + phase.order()) % 8, (3 * step + epoch) % 8);
        Await.result(workplace.bus.publish(
                Topics.DRAWS, new Draw("run/search", epoch, step, phase, genotype, List.of(), 0)));
    }

    private static void drawEpoch(Workplace workplace, int epoch, int steps) throws InterruptedException {
        for (int step = 0; step < steps; step++) {
            draw(workplace, epoch, step, Phase.ALPHA);
            draw(workplace, epoch, step, Phase.WEIGHTS);
        }
        draw(workplace, epoch, steps - 1, Phase.MEASURE);
    }

    private static Workplace drawn(Sharing sharing) throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            drawEpoch(workplace, epoch, steps(sharing));
        }
        return workplace;
    }

    private static void ask(Workplace workplace, RunSpec spec) throws InterruptedException {
        for (Share share : spec.search().sharing().shares()) {
            Await.result(workplace.bus.publish(Topics.TRAININGS, new TrainingEvent.SearchRequested(spec, share)));
        }
    }

    private static void awaitEnds(Workplace workplace, RunSpec spec) throws InterruptedException {
        for (Share share : spec.search().sharing().shares()) {
            String job = spec.searchJob(share);
            TrainingEvent end = workplace.await(
                    Topics.TRAININGS,
                    e -> e.job().equals(job)
                            && (e instanceof TrainingEvent.Ended || e instanceof TrainingEvent.Failed));
            assertThat(end).isInstanceOf(TrainingEvent.Ended.class);
        }
    }

    /** A search by one process alone, whose shares have one device between them. */
    private static Workplace searched(Sharing sharing) throws InterruptedException {
        Workplace workplace = drawn(sharing);
        String trainer = workplace.trainer();
        ask(workplace, spec(sharing));
        awaitEnds(workplace, spec(sharing));
        workplace.stop(trainer);
        return workplace;
    }

    private static List<WeightsShared> given(Workplace workplace, int share) throws InterruptedException {
        return workplace.all(Topics.AVERAGES).stream()
                .filter(w -> w.share() == share)
                .toList();
    }

    private static List<String> digests(Workplace workplace, int share) throws InterruptedException {
        return given(workplace, share).stream()
                .map(WeightsShared::content)
                .map(ContentRef::digest)
                .toList();
    }

    private static List<StepTaken> taken(Workplace workplace, String job) throws InterruptedException {
        return workplace.all(Topics.STEPS).stream()
                .filter(s -> s.job().equals(job))
                .toList();
    }

    private static void assertSame(Workplace one, Workplace other, int shares) throws InterruptedException {
        for (int i = 0; i < shares; i++) {
            String job = spec(new Sharing(shares, 1)).searchJob(new Share(i, shares));
            assertThat(taken(one, job))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("latency")
                    .isEqualTo(taken(other, job))
                    .isNotEmpty();
            assertThat(digests(one, i)).isEqualTo(digests(other, i)).doesNotHaveDuplicates();
        }
    }

    @Test
    void oneProcessAloneDoesMoreSharesThanItHasDevicesAndRepeatsThemBitByBit() throws InterruptedException {
        Sharing sharing = new Sharing(4, 1);
        Workplace first = searched(sharing);
        assertThat(taken(first, "run/search")).hasSize(EPOCHS * (2 * 2 + 1));
        assertThat(taken(first, "run/search/3of4")).hasSize(EPOCHS * 2 * 2);
        assertThat(first.all(Topics.AVERAGES)).hasSize(EPOCHS * 2 * 4);
        assertThat(first.epochs()).hasSize(EPOCHS).allMatch(e -> e.job().equals("run/search"));
        assertSame(first, searched(sharing), 4);
    }

    @Test
    void twoTrainersDoOneSearchTogetherAndHoldTheSameWeightsAfterEachAveraging() throws InterruptedException {
        Sharing sharing = new Sharing(2, 2);
        Workplace workplace = drawn(sharing);
        String one = workplace.trainer();
        String other = workplace.trainer();
        ask(workplace, spec(sharing));
        awaitEnds(workplace, spec(sharing));
        workplace.stop(one);
        workplace.stop(other);
        assertThat(given(workplace, 0))
                .extracting(WeightsShared::epoch, WeightsShared::step)
                .containsExactlyElementsOf(given(workplace, 1).stream()
                        .map(w -> tuple(w.epoch(), w.step()))
                        .toList())
                .hasSize(EPOCHS * 2);
        assertThat(digests(workplace, 0))
                .as("each trained on its own batches")
                .doesNotContainAnyElementsOf(digests(workplace, 1));
        assertSame(workplace, searched(sharing), 2);
    }

    @Test
    void sharesThatRestInTheMiddleOfAWindowHoldWhatTheyAveragedAndGoOnAsIfTheyHadNot() throws InterruptedException {
        Sharing sharing = new Sharing(2, 3);
        Workplace whole = searched(sharing);
        Workplace paused = new Workplace(VERTX);
        String trainer = paused.trainer(Duration.ofHours(1));
        paused.say(new RunEvent.Asked(spec(sharing)));
        ask(paused, spec(sharing));
        drawEpoch(paused, 0, 4);
        draw(paused, 1, 0, Phase.ALPHA);
        draw(paused, 1, 0, Phase.WEIGHTS);
        for (Share share : sharing.shares()) {
            String job = spec(sharing).searchJob(share);
            assertThat(paused.await(
                            Topics.STEPS, s -> s.job().equals(job) && s.epoch() == 1 && s.phase() == Phase.WEIGHTS))
                    .isNotNull();
        }
        paused.say(new RunEvent.Wished("run", Wish.PAUSE));
        for (Share share : sharing.shares()) {
            TrainingEvent rests = new TrainingEvent.Suspended(spec(sharing).searchJob(share));
            assertThat(paused.await(Topics.TRAININGS, rests::equals)).isEqualTo(rests);
        }
        assertRestOnEqualWeights(paused);
        paused.say(new RunEvent.Wished("run", Wish.RUN));
        ask(paused, spec(sharing));
        for (int step = 1; step < 4; step++) {
            draw(paused, 1, step, Phase.ALPHA);
            draw(paused, 1, step, Phase.WEIGHTS);
        }
        draw(paused, 1, 3, Phase.MEASURE);
        awaitEnds(paused, spec(sharing));
        paused.stop(trainer);
        assertSame(paused, whole, 2);
    }

    /** One step after an averaging only what that step updated may differ. */
    private static void assertRestOnEqualWeights(Workplace paused) throws InterruptedException {
        List<Tensors> states = IntStream.range(0, 2)
                .mapToObj(i -> spec(new Sharing(2, 3)).searchJob(new Share(i, 2)))
                .map(job -> state(paused, job))
                .toList();
        Genotype drawn = Genotype.of(1, 1);
        for (String name : states.get(0).names()) {
            boolean apart = name.startsWith("stem")
                    || name.startsWith("head")
                    || name.startsWith("block0.op" + drawn.indices()[0] + ".")
                    || name.startsWith("block1.op" + drawn.indices()[1] + ".");
            if (!apart && !name.endsWith(".momentum")) {
                assertThat(states.get(0).get(name).values())
                        .as(name)
                        .containsExactly(states.get(1).get(name).values());
            }
        }
    }

    private static Tensors state(Workplace workplace, String job) {
        try {
            CheckpointTaken taken =
                    workplace.await(Topics.CHECKPOINTS, c -> c.job().equals(job) && c.epoch() == 1 && c.step() == 1);
            return Checkpoint.of(Await.result(workplace.bus.content(Contents.CHECKPOINTS, taken.content())))
                    .network();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aShareThatIsTakenAgainGivesNothingTwiceAndReadsTheOthersWeightsFromTheLog() throws InterruptedException {
        Sharing sharing = new Sharing(2, 1);
        Workplace whole = searched(sharing);
        Workplace broken = drawn(sharing);
        broken.sampler.hold(1, 5);
        String first = broken.trainer();
        ask(broken, spec(sharing));
        assertThat(broken.await(Topics.CHECKPOINTS, c -> c.epoch() == 1 && c.step() > 0))
                .isNotNull();
        broken.stop(first);
        broken.sampler.release();
        String second = broken.trainer();
        awaitEnds(broken, spec(sharing));
        broken.stop(second);
        assertSame(broken, whole, 2);
    }
}
