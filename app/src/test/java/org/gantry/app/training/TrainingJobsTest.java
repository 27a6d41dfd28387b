package org.gantry.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Failed;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingJobsTest {
    private static final TrainingSpec ONE = Examples.spec("table/mc3_18-seed1", Baseline.MC3_18, 1);
    private static final TrainingSpec TWO = Examples.spec("table/mc3_18-seed2", Baseline.MC3_18, 2);

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private void say(TrainingEvent... events) throws InterruptedException {
        for (TrainingEvent event : events) {
            Await.result(bus.publish(Topics.TRAININGS, event));
        }
    }

    private TrainingJobs caughtUp(TrainingSpec... specs) throws InterruptedException {
        TrainingJobs jobs = new TrainingJobs(bus, List.of(specs));
        jobs.catchUp();
        return jobs;
    }

    private List<String> requests() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.TRAININGS, e -> e instanceof Requested)).stream()
                .map(TrainingEvent::job)
                .toList();
    }

    @Test
    void allAreAskedForAtOnceAndWaitedFor() throws InterruptedException {
        try (TrainingJobs jobs = caughtUp(ONE, TWO)) {
            jobs.request();
            assertThat(requests()).containsExactlyInAnyOrder(ONE.job(), TWO.job());
            say(Examples.epoch(TWO.job(), 0), Examples.ended(TWO.job(), 7), Examples.ended(ONE.job(), 9));
            List<TrainingRecord> records = jobs.await(now -> {});
            assertThat(records).extracting(TrainingRecord::spec).containsExactly(ONE, TWO);
            assertThat(records.get(1).test().orElseThrow().metrics().accuracy()).isEqualTo(0.7);
            assertThat(records.get(1).epochs()).hasSize(1);
        }
    }

    @Test
    void whatWasAskedForBeforeIsNotAskedForAgainAndWhatFailedIs() throws InterruptedException {
        TrainingSpec three = Examples.spec("table/mc3_18-seed3", Baseline.MC3_18, 3);
        TrainingSpec four = Examples.spec("table/mc3_18-seed4", Baseline.MC3_18, 4);
        say(new Requested(ONE), Examples.epoch(ONE.job(), 0));
        say(new Requested(TWO), Examples.ended(TWO.job(), 8));
        say(new Requested(three), new Failed(three.job(), "out of memory"));
        try (TrainingJobs jobs = caughtUp(ONE, TWO, three, four)) {
            assertThat(jobs.soFar()).extracting(TrainingRecord::over).containsExactly(false, true, true, false);
            jobs.request();
            assertThat(requests())
                    .containsExactlyInAnyOrder(ONE.job(), TWO.job(), three.job(), three.job(), four.job());
            assertThat(jobs.soFar()).extracting(TrainingRecord::over).containsExactly(false, true, false, false);
            say(Examples.ended(ONE.job(), 8), new Failed(three.job(), "again"), Examples.ended(four.job(), 8));
            assertThat(jobs.await(now -> {}).get(2).failure()).contains("again");
        }
    }

    @Test
    void aNameThatIsTakenIsRefused() throws InterruptedException {
        say(new Requested(ONE));
        TrainingSpec other = Examples.spec(ONE.job(), Baseline.MC3_18, 5);
        try (TrainingJobs jobs = new TrainingJobs(bus, List.of(other))) {
            assertThatThrownBy(jobs::catchUp)
                    .hasMessageContaining("table/mc3_18-seed1 exists on this bus with other settings")
                    .hasMessageContaining("another --name");
        }
    }

    @Test
    void anEpochThatIsToldTwiceCountsOnce() {
        TrainingRecord record = TrainingRecord.of(ONE)
                .after(Examples.epoch(ONE.job(), 1))
                .after(Examples.epoch(ONE.job(), 0))
                .after(Examples.epoch(ONE.job(), 1));
        assertThat(record.epochs()).containsExactly(Examples.epoch(ONE.job(), 0), Examples.epoch(ONE.job(), 1));
        assertThat(record.over()).isFalse();
        assertThat(record.epochsBehind()).isEqualTo(2);
        assertThat(record.name()).isEqualTo("mc3_18-seed1");
    }

    @Test
    void aBrokenProcessEndsTheWaiting() throws InterruptedException {
        try (TrainingJobs jobs = caughtUp(ONE)) {
            jobs.fail(new IllegalStateException("the TRAINER failed"));
            assertThatThrownBy(() -> jobs.await(now -> {})).hasMessage("the TRAINER failed");
        }
    }

    @Test
    void peopleReadEveryEpochOnce() {
        List<String> said = new ArrayList<>();
        List<Long> times = new ArrayList<>(List.of(0L, 30_000_000_000L));
        EpochLines lines = new EpochLines(said::add, () -> times.remove(0));
        TrainingSpec three = new TrainingSpec(
                ONE.job(),
                "nodules",
                1,
                Baseline.MC3_18,
                ONE.input(),
                ONE.purpose(),
                ONE.plan().over(4));
        TrainingRecord record = TrainingRecord.of(three).after(Examples.epoch(ONE.job(), 0));
        lines.accept(List.of(record));
        lines.accept(List.of(record));
        lines.accept(List.of(record.after(Examples.epoch(ONE.job(), 1))));
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).isEqualTo("goes on after epoch 1");
        assertThat(said.get(1)).startsWith("epoch   1/4  train loss 0.7000 accuracy 0.500  validation loss 0.6000");
        assertThat(said.get(2)).startsWith("epoch   2/4").endsWith("60 s left");
    }
}
