package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.network.BundleFacts;
import org.gantry.network.ModelBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whole trainings of a tiny network on the bus in memory, the samplers' part played by a script. */
class DerivedTrainingTest {
    private static final Vertx VERTX = Vertx.vertx();

    /** Steps of two passes of two volumes: two an epoch to rank, four else. */
    private static final TrainingPlan EVERYTHING = new TrainingPlan(
            3, 4, 2, 0, Precision.FLOAT32, new Schedule(1e-2, 1e-4, 1), new Regularisation(0.5, 1e-3, 0.1, true, 0.9));

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    private static TrainingEvent request(Purpose purpose, TrainingPlan plan) {
        return new TrainingEvent.Requested(Workplace.spec(purpose, plan));
    }

    private static String weights(Workplace workplace) throws InterruptedException {
        List<ModelAnnounced> models = workplace.all(Topics.MODELS);
        assertThat(models).hasSize(1);
        return ModelBundle.of(Await.result(workplace.bus.content(models.get(0).content())))
                .weights()
                .digest();
    }

    @Test
    void aTrainingThatIsTakenAgainGoesOnFromItsCheckpointAndEndsAsAnUninterruptedOne() throws InterruptedException {
        Workplace whole = new Workplace(VERTX);
        String undisturbed = whole.trainer();
        TrainingEvent.Ended expected = whole.train(request(Purpose.PUBLISH, EVERYTHING));
        whole.stop(undisturbed);
        assertThat(whole.requests()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);

        Workplace broken = new Workplace(VERTX);
        broken.sampler.hold(2, 6);
        String first = broken.trainer();
        Await.result(broken.bus.publish(Topics.TRAININGS, request(Purpose.PUBLISH, EVERYTHING)));
        CheckpointTaken taken = broken.await(Topics.CHECKPOINTS, c -> c.epoch() == 1 && c.step() > 0);
        broken.stop(first);
        int before = broken.all(Topics.CHECKPOINTS).size();
        broken.sampler.release();
        String second = broken.trainer();
        TrainingEvent.Ended ended = broken.end();
        broken.stop(second);

        assertThat(broken.requests())
                .as("the first epoch is not asked for again")
                .containsExactly(0, 1, 2, 2, 3, 4, 5, 6, 7, 8);
        List<CheckpointTaken> checkpoints = broken.all(Topics.CHECKPOINTS);
        assertThat(checkpoints.subList(before, checkpoints.size()))
                .as("steps that the checkpoint holds are not taken again")
                .isNotEmpty()
                .allSatisfy(c -> assertThat(place(c)).isGreaterThan(place(taken)));
        assertThat(broken.epochs()).isEqualTo(whole.epochs()).hasSize(3);
        assertThat(ended)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*scansPerSecond")
                .isEqualTo(expected);
        assertThat(weights(broken)).isEqualTo(weights(whole));
    }

    /** The job lies in the lower half of the partitions, which a second trainer takes over. */
    @Test
    void aTrainerWhosePartitionGoesToAnotherOneLeavesTheTrainingToIt() throws InterruptedException {
        Workplace whole = new Workplace(VERTX);
        String undisturbed = whole.trainer();
        TrainingEvent.Ended expected = whole.train(request(Purpose.RANK, EVERYTHING));
        whole.stop(undisturbed);

        Workplace shared = new Workplace(VERTX);
        shared.sampler.hold(2, 2);
        String first = shared.trainer();
        Await.result(shared.bus.publish(Topics.TRAININGS, request(Purpose.RANK, EVERYTHING)));
        assertThat(shared.await(Topics.CHECKPOINTS, c -> c.epoch() == 1 && c.step() > 0))
                .isNotNull();
        shared.sampler.release();
        String second = shared.trainer();
        assertThat(shared.end()).isEqualTo(expected);
        shared.stop(first);
        shared.stop(second);

        assertThat(shared.requests()).as("the second asked for it again").containsExactly(0, 2, 2, 4, 5);
        assertThat(shared.all(Topics.EPOCHS).stream()
                        .filter(EpochEvent.Closed.class::isInstance)
                        .map(EpochEvent::epoch))
                .as("closed by the one that ended it")
                .containsExactly(0, 2, 4, 5);
        assertThat(shared.epochs()).isEqualTo(whole.epochs());
    }

    @Test
    void aTrainingThatShallRestIsLaidDownAndGoesOnBitByBitWhenItIsAskedForAgain() throws InterruptedException {
        Workplace whole = new Workplace(VERTX);
        String undisturbed = whole.trainer();
        TrainingEvent.Ended expected = whole.train(request(Purpose.RANK, EVERYTHING));
        whole.stop(undisturbed);

        Workplace paused = new Workplace(VERTX);
        paused.say(new RunEvent.Asked(SearchTrainingTest.SPEC));
        paused.sampler.hold(4, 2);
        String trainer = paused.trainer(Duration.ofHours(1));
        Await.result(paused.bus.publish(Topics.TRAININGS, request(Purpose.RANK, EVERYTHING)));
        assertThat(paused.await(Topics.BATCHES, v -> v.epoch() == 4 && v.ordinal() == 1))
                .as("one step, then it waits for volumes that nobody sends")
                .isNotNull();
        paused.say(new RunEvent.Wished("run", Wish.STOP));
        assertThat(paused.await(Topics.TRAININGS, TrainingEvent.Suspended.class::isInstance))
                .isNotNull();
        paused.sampler.release();
        paused.say(new RunEvent.Wished("run", Wish.RUN));
        assertThat(paused.train(request(Purpose.RANK, EVERYTHING))).isEqualTo(expected);
        paused.stop(trainer);
        assertThat(paused.epochs()).isEqualTo(whole.epochs());
    }

    private static int place(CheckpointTaken checkpoint) {
        return 100 * checkpoint.epoch() + checkpoint.step();
    }

    @Test
    void toRankIsToLearnFromTheSearchsTrainingScansAndToBeJudgedOnce() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer();
        TrainingEvent.Ended ended = workplace.train(request(Purpose.RANK, EVERYTHING));
        workplace.stop(trainer);
        assertThat(ended.test()).isEmpty();
        assertThat(workplace.epochs()).hasSize(1).first().satisfies(epoch -> {
            assertThat(epoch.epoch()).isEqualTo(2);
            assertThat(epoch.validationAccuracy()).isEqualTo(ended.performance());
        });
        assertThat(workplace.requests()).containsExactly(0, 2, 4, 5);
        assertThat(workplace.all(Topics.MODELS)).isEmpty();
    }

    @Test
    void toCompareIsToTestTheBestEpochOfValidationWithoutPublishing() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer();
        TrainingEvent.Ended ended = workplace.train(request(Purpose.COMPARE, EVERYTHING));
        workplace.stop(trainer);
        EpochCompleted best = best(workplace.epochs());
        assertThat(ended.performance()).isEqualTo(best.validationAccuracy());
        assertThat(ended.loss()).isEqualTo(best.validationLoss());
        assertThat(ended.test()).hasValueSatisfying(test -> {
            assertThat(test.epoch()).isEqualTo(best.epoch());
            assertThat(test.metrics().count()).isEqualTo(8);
            assertThat(test.metrics().calibrationError()).isPresent();
            assertThat(test.scansPerSecond()).isPositive();
        });
        assertThat(workplace.all(Topics.MODELS)).isEmpty();
    }

    @Test
    void whatIsPublishedIsCalibratedOnValidationKnowsItsInputsAndHasItsCard() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer();
        TrainingEvent.Ended ended = workplace.train(request(Purpose.PUBLISH, EVERYTHING));
        workplace.stop(trainer);
        ModelAnnounced model = workplace.all(Topics.MODELS).get(0);
        byte[] bytes = Await.result(workplace.bus.content(model.content()));
        BundleFacts facts = BundleFacts.of(ModelBundle.of(bytes));
        Metrics test = ended.test().orElseThrow().metrics();
        assertThat(test.calibration()).isPresent();
        assertThat(facts.temperature())
                .isNotEqualTo(Temperature.ONE)
                .isEqualTo(test.calibration().orElseThrow().temperature());
        assertThat(facts.test()).usingRecursiveComparison().isEqualTo(test);
        assertThat(model.test()).usingRecursiveComparison().isEqualTo(test);
        assertThat(facts.inputs()).isPresent();
        assertThat(facts.fact("data.scans.TEST")).isEqualTo("2,6");
        assertThat(facts.fact("test.abstaining")).startsWith("0.5:").contains("/8,0.6:");
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("model-card.md", "# Model card: ");
    }

    private static EpochCompleted best(List<EpochCompleted> epochs) {
        return epochs.stream()
                .min(Comparator.comparingDouble(EpochCompleted::validationAccuracy)
                        .reversed()
                        .thenComparingDouble(EpochCompleted::validationLoss)
                        .thenComparingInt(EpochCompleted::epoch))
                .orElseThrow();
    }

    @Test
    void aTrainingStopsWhenItsPatienceIsOver() throws InterruptedException {
        int patience = 2;
        TrainingPlan plan = new TrainingPlan(
                40, 8, 1, patience, Precision.FLOAT32, new Schedule(0.3, 0.3, 0), Regularisation.PAPER);
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer();
        assertThat(workplace.train(request(Purpose.COMPARE, plan)).test()).isPresent();
        workplace.stop(trainer);
        List<EpochCompleted> epochs = workplace.epochs();
        assertThat(epochs).hasSizeLessThan(40).hasSize(best(epochs).epoch() + 1 + patience);
    }

    @Test
    void aBatchOfMorePassesThanThereAreScansIsRefusedWithItsRemedy() throws InterruptedException {
        TrainingPlan plan = new TrainingPlan(1, 32, 4, 0, Precision.FLOAT32, Schedule.PAPER, Regularisation.PAPER);
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer();
        Await.result(workplace.bus.publish(Topics.TRAININGS, request(Purpose.COMPARE, plan)));
        TrainingEvent end = workplace.await(Topics.TRAININGS, TrainingEvent.Failed.class::isInstance);
        workplace.stop(trainer);
        assertThat(((TrainingEvent.Failed) end).reason()).contains("fewer scans than a batch of 32", "smaller batches");
    }

    @Test
    void weightsOfUnequalClassesAreInverseToTheirCountsWithAMeanOfOne() {
        assertThat(Learner.balanced(new int[] {4, 12})).containsExactly(1.5, 0.5);
        assertThat(Learner.balanced(new int[] {4, 0, 12})).containsExactly(1.5, 1.0, 0.5);
    }
}
