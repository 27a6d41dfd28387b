package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.gantry.app.node.Node;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunEvent.Wished;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Suspended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is paused, stopped, and resumed by another process, against one that never was. */
class SearchControlIT {
    private static final String RUN = TinyRun.SPEC.run();
    private static final Comparator<StepTaken> IN_ORDER = Comparator.comparingInt(StepTaken::epoch)
            .thenComparingInt(StepTaken::step)
            .thenComparingInt(s -> s.phase().order());

    @TempDir
    private Path root;

    private static void wish(Node node, Wish wish) throws InterruptedException {
        Await.result(node.bus().publish(Topics.RUNS, new Wished(RUN, wish)));
    }

    private static void await(Node node, Stage stage) throws InterruptedException {
        try (KnownRuns known = new KnownRuns(node.bus(), event -> {})) {
            known.await(
                    RUN,
                    s -> s.status().map(Status::stage).filter(stage::equals).isPresent());
        }
    }

    private static <V> void await(Node node, Topic<V> topic, Predicate<V> wanted) throws InterruptedException {
        Promise<Void> found = Promise.promise();
        Subscription reading = node.bus().tail(topic, r -> {
            if (wanted.test(r.value())) {
                found.tryComplete();
            }
        });
        Await.result(found.future());
        Await.result(reading.close());
    }

    private static <V> List<V> all(Bus bus, Topic<V> topic) throws InterruptedException {
        return Await.result(Snapshot.all(bus, topic, v -> true));
    }

    private record Trace(List<Draw> draws, List<StepTaken> steps, List<TrainingEvent> epochs) {
        static Trace of(Node node) throws InterruptedException {
            return new Trace(
                    all(node.bus(), Topics.DRAWS),
                    all(node.bus(), Topics.STEPS).stream().sorted(IN_ORDER).toList(),
                    all(node.bus(), Topics.TRAININGS).stream()
                            .filter(TrainingEvent.EpochCompleted.class::isInstance)
                            .sorted(Comparator.comparing(TrainingEvent::job)
                                    .thenComparingInt(e -> ((TrainingEvent.EpochCompleted) e).epoch()))
                            .toList());
        }
    }

    @Test
    void aRunThatRestedTookTheSameDrawsStepsAndAlphasBitByBit() throws IOException, InterruptedException {
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        Trace expected;
        try (Node node = TinyRun.start(root.resolve("whole"))) {
            tiny.ask(node, TinyRun.SPEC);
            await(node, Stage.COMPLETED);
            expected = Trace.of(node);
        }
        try (Node node = TinyRun.start(root.resolve("broken"))) {
            tiny.ask(node, TinyRun.SPEC);
            await(node, Topics.STEPS, s -> s.step() == 1 && s.phase() == Phase.ALPHA);
            wish(node, Wish.PAUSE);
            await(node, Stage.PAUSED);
            await(node, Topics.TRAININGS, Suspended.class::isInstance);
            wish(node, Wish.RUN);
            await(node, Topics.STEPS, s -> s.epoch() == 1);
            wish(node, Wish.STOP);
            await(node, Stage.STOPPED);
        }
        try (Node node = TinyRun.start(root.resolve("broken"))) {
            wish(node, Wish.RUN);
            await(node, Topics.TRAININGS, e -> e.job().equals(RUN + "/short-0"));
            wish(node, Wish.PAUSE);
            await(node, Stage.PAUSED);
            wish(node, Wish.RUN);
            await(node, Stage.COMPLETED);
            Trace trace = Trace.of(node);
            assertThat(trace.draws())
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(expected.draws());
            assertThat(trace.steps())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("latency")
                    .isEqualTo(expected.steps());
            assertThat(trace.epochs()).isEqualTo(expected.epochs());
            assertThat(all(node.bus(), Topics.MODELS)).hasSize(1);
        }
    }
}
