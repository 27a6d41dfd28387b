package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Contents;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.network.Device;
import org.gantry.network.Tensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Position POSITION = new Position(3, 2, new Means(0.1 + 0.2, Math.PI, 2));

    private final MemoryBus bus = new MemoryBus(VERTX);

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    private static Tensors tensors(float number) {
        return new Tensors(Map.of("w", new Tensors.Array(new int[] {2}, new float[] {number, Float.MIN_VALUE})));
    }

    private Job job(int epochs, Duration every) {
        return new Job(
                bus,
                new TrainerConfig(Device.DEFAULT, 4, "test", every),
                new TrainingEvent.Requested(Workplace.spec(Purpose.PUBLISH, TrainingPlan.PAPER.over(epochs))),
                Workplace.manifest(),
                () -> false);
    }

    private Checkpoints checkpoints(int epochs) {
        return new Checkpoints(job(epochs, Duration.ZERO));
    }

    @Test
    void aStateComesBackFromItsBytesToTheLastBit() {
        for (Optional<Best> best :
                Arrays.asList(Optional.<Best>empty(), Optional.of(new Best(2, 1.0 / 3, Math.E, tensors(2))))) {
            Checkpoint checkpoint = new Checkpoint("digest", POSITION, tensors(1), best);
            Checkpoint read = Checkpoint.of(checkpoint.toBytes());
            assertThat(read.job()).isEqualTo("digest");
            assertThat(read.position()).isEqualTo(POSITION);
            assertThat(read.network().digest()).isEqualTo(tensors(1).digest());
            assertThat(read.best().isPresent()).isEqualTo(best.isPresent());
            read.best().ifPresent(b -> {
                assertThat(b.epoch()).isEqualTo(2);
                assertThat(b.accuracy()).isEqualTo(1.0 / 3);
                assertThat(b.loss()).isEqualTo(Math.E);
                assertThat(b.weights().digest()).isEqualTo(tensors(2).digest());
            });
        }
    }

    @Test
    void bytesThatAreCutOffAreRefused() {
        byte[] bytes = new Checkpoint("digest", POSITION, tensors(1), Optional.empty()).toBytes();
        assertThatThrownBy(() -> Checkpoint.of(Arrays.copyOf(bytes, 30))).hasMessageContaining("damaged");
        assertThatThrownBy(() -> Checkpoint.of(new byte[] {0, 1, 'x'})).hasMessageContaining("format 'x'");
    }

    @Test
    void theLatestStateOfAJobIsFoundByWhoTakesItNext() throws InterruptedException {
        assertThat(checkpoints(5).latest()).isEmpty();
        checkpoints(5).offer(POSITION, () -> tensors(1), null);
        checkpoints(5).offer(POSITION.nextEpoch(), () -> tensors(2), null);
        assertThat(checkpoints(5).latest()).hasValueSatisfying(c -> {
            assertThat(c.position()).isEqualTo(new Position(4, 0, Means.NONE));
            assertThat(c.network().digest()).isEqualTo(tensors(2).digest());
        });
    }

    @Test
    void aStateOfOtherSettingsIsNotTakenUp() throws InterruptedException {
        checkpoints(5).offer(POSITION, () -> tensors(1), null);
        assertThat(checkpoints(6).latest()).isEmpty();
    }

    @Test
    void aStateThatIsGoneOrUnreadableIsAFreshStart() throws InterruptedException {
        announce(new ContentRef("gone", 9, 9));
        assertThat(checkpoints(5).latest()).isEmpty();
        announce(Await.result(bus.putContent(Contents.CHECKPOINTS, new byte[] {1, 2, 3})));
        assertThat(checkpoints(5).latest()).isEmpty();
    }

    private void announce(ContentRef content) throws InterruptedException {
        Await.result(bus.publish(Topics.CHECKPOINTS, new CheckpointTaken(Workplace.JOB, 3, 2, content)));
    }

    @Test
    void noStateIsReadBeforeItIsTime() throws InterruptedException {
        Checkpoints patient = new Checkpoints(job(5, Duration.ofHours(1)));
        patient.offer(
                POSITION,
                () -> {
                    throw new AssertionError("nothing is due");
                },
                null);
        assertThat(checkpoints(5).latest()).isEmpty();
    }
}
