package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a trainer says again after a restart: steps and completed epochs. */
class TrainedStepsTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final MemoryBus bus = new MemoryBus(VERTX);

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    private TrainedSteps steps() throws InterruptedException {
        return new TrainedSteps(bus, Runs.JOB);
    }

    private List<StepTaken> published() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.STEPS, s -> true));
    }

    @Test
    void aStepThatIsTakenAgainIsNotPublishedTwice() throws InterruptedException {
        TrainedSteps before = steps();
        before.publish(Runs.step(0, 0.7, 1, 2));
        before.publish(Runs.step(1, 0.6, 1, 2));
        TrainedSteps after = steps();
        after.publish(Runs.step(0, 0.7, 1, 2));
        after.publish(Runs.step(1, 0.6, 1, 2));
        after.publish(Runs.step(2, 0.5, 1, 2));
        assertThat(published().stream().map(StepTaken::step)).containsExactly(0, 1, 2);
    }

    @Test
    void aStepThatDiffersStopsTheTrainingByName() throws InterruptedException {
        steps().publish(Runs.step(0, 0.7, 1, 2));
        assertThatThrownBy(() -> steps().publish(Runs.step(0, Math.nextUp(0.7), 1, 2)))
                .hasMessageContaining("step 0 (ALPHA) of epoch 0")
                .hasMessageContaining("does not repeat");
        assertThatThrownBy(() -> steps().publish(Runs.step(0, 0.7, 1, 2.5))).hasMessageContaining("gates");
        assertThat(published()).hasSize(1);
    }

    @Test
    void aMeasurementThatIsTakenAgainMayTakeAnotherTime() throws InterruptedException {
        steps().publish(measured(3.5));
        steps().publish(measured(9));
        assertThat(published()).extracting(StepTaken::latency).containsExactly(3.5);
    }

    private static StepTaken measured(double latency) {
        return new StepTaken(Runs.JOB, 0, 1, Phase.MEASURE, 0, Genotype.of(1, 2), 0.7, 0.5, 0, new double[0], latency);
    }

    @Test
    void stepsOfOtherJobsDoNotCount() throws InterruptedException {
        StepTaken mine = Runs.step(0, 0.7);
        Await.result(bus.publish(
                Topics.STEPS,
                new StepTaken("other/search", 0, 0, mine.phase(), mine.genotype(), 9, 0, 0, mine.gates())));
        steps().publish(mine);
        assertThat(published()).hasSize(2);
    }

    @Test
    void anEpochThatIsCompletedAgainIsNotPublishedTwiceAndMustNotDiffer() throws InterruptedException {
        EpochCompleted first = new EpochCompleted(Runs.JOB, 0, 0.7, 0.5, 0.6, 0.5);
        EpochCompleted second = new EpochCompleted(Runs.JOB, 1, 0.6, 0.5, 0.6, 0.5);
        new CompletedEpochs(bus, Runs.JOB).publish(first);
        CompletedEpochs after = new CompletedEpochs(bus, Runs.JOB);
        after.publish(first);
        after.publish(second);
        List<TrainingEvent> published = Await.result(Snapshot.all(bus, Topics.TRAININGS, e -> true));
        assertThat(published).containsExactly(first, second);
        EpochCompleted other = new EpochCompleted(Runs.JOB, 1, 0.61, 0.5, 0.6, 0.5);
        assertThatThrownBy(() -> new CompletedEpochs(bus, Runs.JOB).publish(other))
                .hasMessageContaining("epoch 1 of run/full")
                .hasMessageContaining("0.61");
    }
}
