package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.DrawTaken;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EnsembleRequested;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the bus in memory, the trainers' part played by a script. */
class RunConductorTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final RunSpec SPEC = Specs.run(Mode.DNAS, 3);
    private static final int NEVER = Integer.MAX_VALUE;

    @TempDir
    Path directory;

    private final MemoryBus bus = new MemoryBus(VERTX);

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    @BeforeEach
    void publishTheDataSet() throws InterruptedException {
        Await.result(bus.publish(Topics.DATASETS, Specs.manifest()));
    }

    private static Subscription train(Bus process, ScriptedTrainer trainer) {
        return process.take(Topics.TRAININGS, "trainers", 1, trainer);
    }

    private void conduct(Bus process, String log) throws InterruptedException {
        conduct(process, log, SPEC);
    }

    private void conduct(Bus process, String log, RunSpec spec) throws InterruptedException {
        try (ArchitectureLog opened = new ArchitectureLog(directory.resolve(log))) {
            assertThat(new RunConductor(process, opened, spec, () -> Wish.RUN).conduct())
                    .isNotNull();
        }
    }

    private <V> List<V> all(Topic<V> topic) throws InterruptedException {
        return Await.result(Snapshot.all(bus, topic, v -> true));
    }

    private List<Status> statuses() throws InterruptedException {
        return all(Topics.RUNS).stream().map(Status.class::cast).toList();
    }

    private List<String> draws() throws InterruptedException {
        return all(Topics.DRAWS).stream()
                .map(d -> d.phase() + " " + d.epoch() + " " + d.step() + " " + d.genotype() + " " + d.entropy())
                .toList();
    }

    private List<TrainingEvent> requested() throws InterruptedException {
        return all(Topics.TRAININGS).stream()
                .filter(TrainingEvent.Request.class::isInstance)
                .toList();
    }

    @Test
    void aRunGoesFromSearchToModel() throws InterruptedException {
        Subscription training = train(bus, new ScriptedTrainer(VERTX, bus, NEVER));
        conduct(bus, "log");
        assertThat(statuses().stream().map(Status::stage))
                .containsExactly(Stage.SEARCHING, Stage.RANKING, Stage.RETRAINING, Stage.COMPLETED);
        List<ArchitectureMeasured> measured = all(Topics.ARCHITECTURES);
        assertThat(measured).hasSize(3);
        assertThat(measured.stream().map(ArchitectureMeasured::performance)).containsExactly(0.5, 0.51, 0.52);
        assertThat(measured.stream().map(ArchitectureMeasured::latency)).containsOnly(2.5);
        assertThat(draws()).hasSize(3 * (2 * Specs.STEPS + 1));
        Genotype secondBest = measured.get(1).genotype();
        assertThat(requested())
                .filteredOn(r -> r.job().equals("run/full"))
                .singleElement()
                .as("the second candidate was the better one from scratch")
                .isEqualTo(new Requested(SPEC.fullTraining(secondBest)));
        Await.result(training.close());
    }

    @Test
    void theBestFewAreRetrainedEachForItselfAndThenPutTogetherOnceWhoeverIsInterrupted() throws InterruptedException {
        RunSpec spec = Specs.ensemble(SPEC, 2);
        Subscription breaking = train(bus, new ScriptedTrainer(VERTX, bus, NEVER) {
            @Override
            TrainingEvent train(TrainingEvent.Request request) throws InterruptedException {
                if (request.job().equals("run/full-1")) {
                    throw new IllegalStateException("broken down");
                }
                return super.train(request);
            }
        });
        Thread conducting = Thread.currentThread();
        breaking.ended().onFailure(broken -> conducting.interrupt());
        assertThatThrownBy(() -> conduct(bus, "first", spec)).isInstanceOf(InterruptedException.class);
        assertThat(requested().stream().map(TrainingEvent::job)).doesNotContain("run/ensemble");

        MemoryBus next = bus.another();
        Subscription training = train(next, new ScriptedTrainer(VERTX, next, NEVER));
        conduct(next, "second", spec);
        List<ArchitectureMeasured> measured = all(Topics.ARCHITECTURES);
        TrainingSpec best = spec.memberTraining(0, measured.get(1).genotype());
        TrainingSpec second = spec.memberTraining(1, measured.get(2).genotype());
        assertThat(requested().stream().filter(r -> !r.job().contains("short") && !(r instanceof SearchRequested)))
                .as("the second candidate was the better one from scratch, the first is its companion")
                .containsExactlyInAnyOrder(
                        new Requested(best),
                        new Requested(second),
                        new EnsembleRequested(spec.ensemble(List.of(member(best), member(second)))));
        assertThat(statuses()).last().satisfies(status -> {
            assertThat(status.stage()).isEqualTo(Stage.COMPLETED);
            assertThat(status.message()).isEqualTo("model run, an ensemble of 2, is published");
        });
        Await.result(training.close());
    }

    private static EnsembleSpec.Member member(TrainingSpec training) {
        return new EnsembleSpec.Member(
                training.job(), training.model(), new ContentRef("bundle of " + training.job(), 1, 0));
    }

    @Test
    void theBestOfAnEnsembleIsTrainedAsItWouldBeAlone() {
        Genotype any = Genotype.of(new int[Specs.BLOCKS]);
        TrainingSpec alone = SPEC.fullTraining(any);
        assertThat(SPEC.memberTraining(0, any))
                .isEqualTo(new TrainingSpec(
                        alone.job(),
                        alone.dataset(),
                        alone.seed(),
                        alone.model(),
                        alone.input(),
                        Purpose.MEMBER,
                        alone.plan()));
    }

    @Test
    void aRunThatWasInterruptedGoesOnAndPublishesNothingTwice() throws InterruptedException {
        MemoryBus whole = new MemoryBus(VERTX);
        Await.result(whole.publish(Topics.DATASETS, Specs.manifest()));
        Subscription undisturbed = train(whole, new ScriptedTrainer(VERTX, whole, NEVER));
        conduct(whole, "whole");
        List<String> expected = Await.result(Snapshot.all(whole, Topics.DRAWS, d -> true)).stream()
                .map(d -> d.phase() + " " + d.epoch() + " " + d.step() + " " + d.genotype() + " " + d.entropy())
                .toList();
        Await.result(undisturbed.close());

        Subscription breaking = train(bus, new ScriptedTrainer(VERTX, bus, 7));
        Thread conducting = Thread.currentThread();
        breaking.ended().onFailure(broken -> conducting.interrupt());
        assertThatThrownBy(() -> conduct(bus, "first")).isInstanceOf(InterruptedException.class);
        assertThat(draws()).hasSizeLessThan(expected.size());

        MemoryBus next = bus.another();
        Subscription training = train(next, new ScriptedTrainer(VERTX, next, NEVER));
        conduct(next, "second");
        assertThat(draws()).isEqualTo(expected);
        assertThat(all(Topics.STEPS)).hasSameSizeAs(expected);
        assertThat(all(Topics.ARCHITECTURES)).hasSize(3);
        assertThat(requested().stream().map(TrainingEvent::job)).doesNotHaveDuplicates();
        Await.result(training.close());
    }

    @Test
    void aLostLogIsRebuiltFromTheTopics() throws InterruptedException {
        Subscription breaking = train(bus, new ScriptedTrainer(VERTX, bus, 7));
        Thread conducting = Thread.currentThread();
        breaking.ended().onFailure(broken -> conducting.interrupt());
        assertThatThrownBy(() -> conduct(bus, "lost")).isInstanceOf(InterruptedException.class);
        MemoryBus next = bus.another();
        Subscription training = train(next, new ScriptedTrainer(VERTX, next, NEVER));
        conduct(next, "empty");
        try (ArchitectureLog lost = new ArchitectureLog(directory.resolve("lost"));
                ArchitectureLog rebuilt = new ArchitectureLog(directory.resolve("empty"))) {
            String job = SPEC.searchJob();
            assertThat(lost.draws(job)).isNotEmpty().hasSizeLessThan(draws().size());
            assertThat(rebuilt.architectures(job)).isEqualTo(all(Topics.ARCHITECTURES));
            assertThat(rebuilt.draws(job))
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(DrawTaken.join(all(Topics.DRAWS), all(Topics.STEPS)))
                    .hasSize(3 * (2 * Specs.STEPS + 1))
                    .allMatch(d -> d.step().isPresent());
        }
        Await.result(training.close());
    }

    @Test
    void aSearchThatNoGradientReachesWarnsOnceHoweverOftenItIsTaken() throws InterruptedException {
        Subscription breaking = train(bus, new ScriptedTrainer(VERTX, bus, 12, 0));
        Thread conducting = Thread.currentThread();
        breaking.ended().onFailure(broken -> conducting.interrupt());
        assertThatThrownBy(() -> conduct(bus, "first")).isInstanceOf(InterruptedException.class);
        MemoryBus next = bus.another();
        Subscription training = train(next, new ScriptedTrainer(VERTX, next, NEVER, 0));
        conduct(next, "second");
        assertThat(all(Topics.RUNS))
                .filteredOn(e -> e instanceof Warned)
                .singleElement()
                .satisfies(e -> {
                    assertThat(((Warned) e).concern()).isEqualTo(Concern.GRADIENT);
                    assertThat(((Warned) e).epoch()).isZero();
                    assertThat(Topics.RUNS.key().of(e)).isEqualTo("run/warning/GRADIENT");
                });
        Await.result(training.close());
    }

    @Test
    void aRunThatIsCompletedStaysAsItIs() throws InterruptedException {
        Subscription training = train(bus, new ScriptedTrainer(VERTX, bus, NEVER));
        conduct(bus, "log");
        conduct(bus, "log");
        assertThat(statuses()).hasSize(4);
        Await.result(training.close());
    }

    @Test
    void aRunWhoseTrainingFailedSaysWhyAndIsTriedAgainWhenItIsAskedForAgain() throws InterruptedException {
        Subscription failing = train(bus, new ScriptedTrainer(VERTX, bus, NEVER) {
            @Override
            TrainingEvent train(TrainingEvent.Request request) throws InterruptedException {
                return request.job().equals("run/full") ? failed(request) : super.train(request);
            }
        });
        conduct(bus, "log");
        assertThat(statuses()).last().satisfies(status -> {
            assertThat(status.stage()).isEqualTo(Stage.FAILED);
            assertThat(status.message()).contains("the device is gone");
        });
        Await.result(failing.close());
        Subscription training = train(bus, new ScriptedTrainer(VERTX, bus, NEVER));
        conduct(bus, "log");
        assertThat(statuses()).last().satisfies(s -> assertThat(s.stage()).isEqualTo(Stage.COMPLETED));
        assertThat(requested().stream().map(TrainingEvent::job).filter(SPEC.searchJob()::equals))
                .as("the search had ended well")
                .hasSize(1);
        Await.result(training.close());
    }

    @Test
    void aRunOnADataSetThatIsNotThereFailsAndNamesWhatIs() throws InterruptedException {
        MemoryBus empty = new MemoryBus(VERTX);
        conduct(empty, "log");
        assertThat(Await.result(Snapshot.all(empty, Topics.RUNS, e -> true)))
                .last()
                .satisfies(e -> assertThat(((Status) e).message()).contains("data set set is not on the bus"));
    }
}
