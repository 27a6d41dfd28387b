package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Asked;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunEvent.Wished;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Request;
import org.gantry.domain.run.TrainingEvent.Suspended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are asked for, paused, stopped and resumed on the bus in memory, the trainers' part played by a script. */
class SearcherVerticleTest {
    private static final RunSpec SPEC = Specs.run(Mode.DNAS, 3);
    private static final int NEVER = Integer.MAX_VALUE;

    /** More than the topic has partitions. */
    private static final int RUNS = 7;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);
    private final KnownRuns known = new KnownRuns(bus, event -> {});

    @BeforeEach
    void publishTheDataSet() throws InterruptedException {
        Await.result(bus.publish(Topics.DATASETS, Specs.manifest()));
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    @CanIgnoreReturnValue
    private String searcher(Bus process, String log) throws InterruptedException {
        SearcherConfig config = new SearcherConfig(directory.resolve(log), RUNS);
        return Await.result(vertx.deployVerticle(new SearcherVerticle(process, config)));
    }

    private void train(Bus process, ScriptedTrainer trainer) {
        process.take(Topics.TRAININGS, "trainers", 1, trainer).ended().onFailure(e -> {
            throw new AssertionError(e);
        });
    }

    private void say(RunEvent event) throws InterruptedException {
        Await.result(bus.publish(Topics.RUNS, event));
    }

    private void wish(Wish wish) throws InterruptedException {
        say(new Wished(SPEC.run(), wish));
    }

    private void await(String run, Stage stage) throws InterruptedException {
        known.await(run, standing -> standing.status().map(Status::stage).orElse(Stage.SEARCHING) == stage);
    }

    private void await(Stage stage) throws InterruptedException {
        await(SPEC.run(), stage);
    }

    private static <V> List<V> all(Bus on, Topic<V> topic) throws InterruptedException {
        return Await.result(Snapshot.all(on, topic, v -> true));
    }

    private static List<String> draws(Bus on) throws InterruptedException {
        return all(on, Topics.DRAWS).stream()
                .map(d -> d.phase() + " " + d.epoch() + " " + d.step() + " " + d.genotype() + " " + d.entropy())
                .toList();
    }

    private List<String> expectedDraws() throws InterruptedException {
        MemoryBus whole = new MemoryBus(vertx);
        Await.result(whole.publish(Topics.DATASETS, Specs.manifest()));
        train(whole, new ScriptedTrainer(vertx, whole, NEVER));
        searcher(whole, "whole");
        Await.result(whole.publish(Topics.RUNS, new Asked(SPEC)));
        new KnownRuns(whole, event -> {})
                .await(
                        SPEC.run(),
                        s -> s.status()
                                .filter(status -> status.stage() == Stage.COMPLETED)
                                .isPresent());
        return draws(whole);
    }

    /** A trainer whose user has another wish after some steps, and takes no step before that is heard. */
    private final class Interrupted extends ScriptedTrainer {
        private final Wish wish;
        private int left;

        Interrupted(Bus process, Wish wish, int after) {
            super(vertx, process, NEVER);
            this.wish = wish;
            this.left = after;
        }

        @Override
        void taken(StepTaken step) throws InterruptedException {
            if (left-- == 0) {
                wish(wish);
                await(wish.rest().orElseThrow());
            }
        }
    }

    @Test
    void aRunThatIsPausedDrawsNoMoreAndResumedTakesTheSameDraws() throws InterruptedException {
        List<String> expected = expectedDraws();
        train(bus, new Interrupted(bus, Wish.PAUSE, 7));
        searcher(bus, "log");
        say(new Asked(SPEC));
        await(Stage.PAUSED);
        assertThat(known.standing(SPEC.run()).status().orElseThrow().message()).contains("while SEARCHING");
        assertThat(draws(bus)).hasSizeLessThan(expected.size());
        wish(Wish.RUN);
        await(Stage.COMPLETED);
        assertThat(draws(bus)).isEqualTo(expected);
        assertThat(all(bus, Topics.STEPS)).hasSameSizeAs(expected);
        assertThat(all(bus, Topics.ARCHITECTURES)).hasSize(3);
    }

    @Test
    void aStoppedRunIsResumedByAProcessWithAnEmptyDirectory() throws InterruptedException {
        List<String> expected = expectedDraws();
        train(bus, new Interrupted(bus, Wish.STOP, 3));
        String first = searcher(bus, "first");
        say(new Asked(SPEC));
        await(Stage.STOPPED);
        Await.result(vertx.undeploy(first));
        int events = all(bus, Topics.RUNS).size();
        searcher(bus.another(), "second");
        // a run that is asked for after the start is conducted, so the stopped one was looked at before
        RunSpec other = named("other");
        say(new Asked(other));
        await("other", Stage.COMPLETED);
        assertThat(all(bus, Topics.RUNS).stream().filter(e -> e.run().equals(SPEC.run())))
                .hasSize(events);
        wish(Wish.RUN);
        await(Stage.COMPLETED);
        assertThat(draws(bus).subList(0, 1)).isEqualTo(expected.subList(0, 1));
        assertThat(all(bus, Topics.DRAWS).stream().filter(d -> d.job().equals(SPEC.searchJob())))
                .hasSameSizeAs(expected);
    }

    private static RunSpec named(String name) {
        return new RunSpec(
                name,
                SPEC.dataset(),
                SPEC.seed(),
                SPEC.widths(),
                SPEC.strides(),
                SPEC.searchInput(),
                SPEC.evaluationInput(),
                SPEC.search(),
                SPEC.evaluation());
    }

    @Test
    void aRankingThatIsPausedAsksAgainForWhatWasLaidDownAndForNothingElse() throws InterruptedException {
        Promise<TrainingEvent> paused = Promise.promise();
        train(bus, new ScriptedTrainer(vertx, bus, NEVER) {
            private boolean asked;

            @Override
            TrainingEvent train(Request request) throws InterruptedException {
                if (!asked && request.job().equals("run/short-0")) {
                    asked = true;
                    wish(Wish.PAUSE);
                    await(Stage.PAUSED);
                    TrainingEvent end = super.train(request);
                    paused.complete(end);
                    return end;
                }
                return super.train(request);
            }
        });
        searcher(bus, "log");
        say(new Asked(SPEC));
        assertThat(Await.result(paused.future())).isInstanceOf(Suspended.class);
        wish(Wish.RUN);
        await(Stage.COMPLETED);
        List<TrainingEvent> events = all(bus, Topics.TRAININGS);
        assertThat(laidDown(events, "run/short-0")).isPositive();
        // a trainer that hears of the end of the pause late lays a training down once more, and is asked once more
        for (String job : List.of("run/search", "run/short-0", "run/short-1", "run/full")) {
            assertThat(events.stream()
                            .filter(e -> e instanceof Request && e.job().equals(job)))
                    .as(job)
                    .hasSize(1 + laidDown(events, job));
        }
    }

    private static int laidDown(List<TrainingEvent> events, String job) {
        return (int) events.stream()
                .filter(e -> e instanceof Suspended && e.job().equals(job))
                .count();
    }

    @Test
    void aTrainerThatHeardOfAPauseLateIsAskedAgain() throws InterruptedException {
        train(bus, new ScriptedTrainer(vertx, bus, NEVER) {
            private boolean laidDown;

            @Override
            TrainingEvent train(Request request) throws InterruptedException {
                if (!laidDown && request.job().equals("run/full")) {
                    laidDown = true;
                    return new Suspended(request.job());
                }
                return super.train(request);
            }
        });
        searcher(bus, "log");
        say(new Asked(SPEC));
        await(Stage.COMPLETED);
    }

    @Test
    void aWishThatComesBeforeTheRunIsHeardAndAfterItsEndChangesNothing() throws InterruptedException {
        train(bus, new ScriptedTrainer(vertx, bus, NEVER));
        searcher(bus, "log");
        wish(Wish.PAUSE);
        say(new Asked(SPEC));
        await(Stage.PAUSED);
        assertThat(all(bus, Topics.TRAININGS)).isEmpty();
        wish(Wish.STOP);
        await(Stage.STOPPED);
        wish(Wish.RUN);
        await(Stage.COMPLETED);
        int statuses = all(bus, Topics.RUNS).size();
        wish(Wish.STOP);
        wish(Wish.RUN);
        say(new Asked(named("other")));
        await("other", Stage.COMPLETED);
        assertThat(all(bus, Topics.RUNS).stream().filter(e -> e.run().equals(SPEC.run())))
                .hasSize(statuses + 2);
    }

    @Test
    void aRunThatFailedIsTriedAgainOnlyWhenItIsAskedForAgain() throws InterruptedException {
        train(bus, new ScriptedTrainer(vertx, bus, NEVER) {
            private boolean failed;

            @Override
            TrainingEvent train(Request request) throws InterruptedException {
                if (!failed && request.job().equals("run/full")) {
                    failed = true;
                    return failed(request);
                }
                return super.train(request);
            }
        });
        String first = searcher(bus, "first");
        say(new Asked(SPEC));
        await(Stage.FAILED);
        Await.result(vertx.undeploy(first));
        searcher(bus.another(), "second");
        say(new Asked(named("other")));
        await("other", Stage.COMPLETED);
        await(Stage.FAILED);
        say(new Asked(SPEC));
        await(Stage.COMPLETED);
    }

    @Test
    void runsOfOnePartitionAreConductedAtTheSameTime() throws InterruptedException {
        List<String> runs = IntStream.range(0, RUNS).mapToObj(i -> "run-" + i).toList();
        searcher(bus, "log");
        for (String run : runs) {
            say(new Asked(named(run)));
        }
        // nobody trains: each waits for its first step
        for (String run : runs) {
            known.await(
                    run,
                    s -> s.status()
                            .filter(status -> status.message().contains("3 epochs"))
                            .isPresent());
        }
    }

    @Test
    void aRunThatRestsMakesRoomForTheNext() throws InterruptedException {
        for (int i = 0; i < 2 * RUNS; i++) {
            say(new Asked(named("run-" + i)));
        }
        searcher(bus, "log");
        for (int i = 0; i < 2 * RUNS; i++) {
            say(new Wished("run-" + i, Wish.PAUSE));
        }
        for (int i = 0; i < 2 * RUNS; i++) {
            await("run-" + i, Stage.PAUSED);
        }
    }

    private static String logged(Path directory) {
        try (ArchitectureLog log = new ArchitectureLog(directory)) {
            return log.draws(SPEC.searchJob()).stream()
                            .map(d -> d.draw().genotype() + " "
                                    + d.step().map(StepTaken::loss).orElseThrow() + "\n")
                            .collect(Collectors.joining())
                    + log.architectures(SPEC.searchJob());
        }
    }

    @Test
    void aSearcherWithAnEmptyDirectoryLogsTheRunsThatHaveEndedToo() throws InterruptedException {
        train(bus, new ScriptedTrainer(vertx, bus, NEVER));
        String first = searcher(bus, "first");
        say(new Asked(SPEC));
        await(Stage.COMPLETED);
        Await.result(vertx.undeploy(first));
        Await.result(vertx.undeploy(searcher(bus.another(), "second")));
        assertThat(logged(directory.resolve("second")))
                .isEqualTo(logged(directory.resolve("first")))
                .contains("performance");
    }
}
