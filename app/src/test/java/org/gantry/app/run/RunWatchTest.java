package org.gantry.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunWatchTest {
    private static final TrainingEvent.Test ONE_TEST = new TrainingEvent.Test(
            new Metrics(new int[][] {{1, 0}, {0, 1}}, OptionalDouble.of(1), OptionalDouble.of(0.1)), 0, 10);

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private void say(String run, Stage stage) throws InterruptedException {
        Await.result(bus.publish(Topics.RUNS, new Status(run, stage, "because")));
    }

    private void say(TrainingEvent event) throws InterruptedException {
        Await.result(bus.publish(Topics.TRAININGS, event));
    }

    @Test
    void aFailureOfBeforeCountsNoMore() throws InterruptedException {
        say("run", Stage.FAILED);
        try (RunWatch watch = new RunWatch(bus, "run")) {
            watch.catchUp();
            watch.beginAgain();
            assertThat(watch.soFar().status()).isEmpty();
            say("run", Stage.FAILED);
            assertThat(watch.await(now -> {}).status().orElseThrow().stage()).isEqualTo(Stage.FAILED);
        }
    }

    @Test
    void aRunEndsWithItsTestAndOthersDoNotCount() throws InterruptedException {
        say("other", Stage.COMPLETED);
        say("run", Stage.COMPLETED);
        say(new Ended("run/short-0", 0.5, 0.7, Optional.empty()));
        say(new Ended("other/full", 0.5, 0.7, Optional.of(ONE_TEST)));
        try (RunWatch watch = new RunWatch(bus, "run")) {
            watch.catchUp();
            assertThat(watch.soFar().ended()).isFalse();
            say(new Ended("run/full", 0.5, 0.7, Optional.of(ONE_TEST)));
            assertThat(watch.await(now -> {}).trainings()).hasSize(2);
        }
    }

    @Test
    void aWarningIsToldOnceAndKept() throws InterruptedException {
        try (RunWatch watch = new RunWatch(bus, "run")) {
            Await.result(bus.publish(Topics.RUNS, new Warned("run", Concern.SKIP, 4, "Skip has 0.514")));
            Await.result(bus.publish(Topics.RUNS, new Warned("other", Concern.ENTROPY, 0, "not ours")));
            say("run", Stage.FAILED);
            List<String> lines = new ArrayList<>();
            Warnings warnings = new Warnings(lines::add);
            RunRecord record = watch.await(now -> warnings.tell(now.warnings()));
            warnings.tell(record.warnings());
            assertThat(lines).containsExactly("warning     search, after epoch 4: Skip has 0.514");
            assertThat(Warnings.figures(record.warnings().get(0)))
                    .containsEntry("concern", "skip")
                    .containsEntry("epoch", 4);
        }
    }

    @Test
    void aBrokenProcessEndsTheWaiting() throws InterruptedException {
        try (RunWatch watch = new RunWatch(bus, "run")) {
            watch.fail(new IllegalStateException("the TRAINER failed"));
            assertThatThrownBy(() -> watch.await(now -> {})).hasMessage("the TRAINER failed");
        }
    }
}
