package org.gantry.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;
import org.gantry.network.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole interpreters on the bus in memory: volumes in, predictions and CAMs out. */
class InterpreterVerticleTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);
    private String model = "";

    @BeforeEach
    void announceAModel() throws InterruptedException {
        ContentRef content = Await.result(bus.putContent(Answering.bundle().toBytes()));
        Await.result(bus.publish(Topics.MODELS, Answering.announced(content)));
        model = content.digest();
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private String deploy(Bus process, String name) throws InterruptedException {
        InterpreterConfig config = new InterpreterConfig(directory.resolve(name), Device.DEFAULT, Answering.BATCH);
        return Await.result(vertx.deployVerticle(new InterpreterVerticle(process, config)));
    }

    private void publish(VolumeToClassify... volumes) throws InterruptedException {
        for (VolumeToClassify volume : volumes) {
            Await.result(bus.publish(Topics.VOLUMES, volume));
        }
    }

    private VolumeToClassify volume(String scanId) {
        return Answering.volume(scanId, model);
    }

    /** Waits for the answer to a scan and gives the scans of all predictions that stand there then. */
    private List<String> answeredUpTo(String scanId) throws InterruptedException {
        Promise<Void> answered = Promise.promise();
        Subscription reading = bus.tail(Topics.CAMS, r -> {
            if (r.value().scanId().equals(scanId)) {
                answered.tryComplete();
            }
        });
        Await.result(answered.future().compose(done -> reading.close()));
        return Await.result(Snapshot.all(bus, Topics.PREDICTIONS, p -> true)).stream()
                .map(Prediction::scanId)
                .toList();
    }

    private List<DeadLetter> deadLetters(int count) throws InterruptedException {
        List<DeadLetter> letters = new ArrayList<>();
        Promise<Void> enough = Promise.promise();
        Subscription reading = bus.deadLetters(Topics.VOLUMES, letter -> {
            letters.add(letter);
            if (letters.size() == count) {
                enough.complete();
            }
        });
        Await.result(enough.future().compose(done -> reading.close()));
        return letters;
    }

    @Test
    void aVolumeThatComesTwiceIsAnsweredOnce() throws InterruptedException {
        assertThat(deploy(bus, "one")).isNotEmpty();
        publish(volume("a"), volume("a"), volume("b"), volume("a"));
        assertThat(answeredUpTo("b")).contains("a", "b");
        publish(volume("a"), volume("b"), volume("c"));
        assertThat(answeredUpTo("c")).containsExactlyInAnyOrder("a", "b", "c");
        List<Cam> cams = Await.result(Snapshot.all(bus, Topics.CAMS, c -> true));
        assertThat(cams.stream().map(Cam::scanId)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aRestartAnswersNothingTwiceWithItsStoreOrWithout() throws InterruptedException {
        String first = deploy(bus, "one");
        publish(volume("a"));
        assertThat(answeredUpTo("a")).containsExactly("a");
        Await.result(vertx.undeploy(first));
        String second = deploy(bus.another(), "one");
        publish(volume("a"), volume("b"));
        assertThat(answeredUpTo("b")).containsExactlyInAnyOrder("a", "b");
        Await.result(vertx.undeploy(second));
        assertThat(deploy(bus.another(), "lost")).isNotEmpty();
        publish(volume("a"), volume("b"), volume("c"));
        assertThat(answeredUpTo("c")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void anUnknownModelAndAnotherSizeGoToTheDeadLettersAndTheOthersAreAnswered() throws InterruptedException {
        assertThat(deploy(bus, "one")).isNotEmpty();
        publish(Answering.volume("lost", "gone"), Answering.volume("large", model, new Grid(4, 8, 9)), volume("right"));
        assertThat(answeredUpTo("right")).containsExactly("right");
        assertThat(deadLetters(2).stream().map(DeadLetter::reason))
                .anySatisfy(reason -> assertThat(reason).contains("gone", "no longer announced"))
                .anySatisfy(reason -> assertThat(reason).contains("4x8x9", "is not the model's"));
    }

    @Test
    void aBundleThatIsDamagedStopsNoOtherModel() throws InterruptedException {
        ContentRef damaged = Await.result(bus.putContent("no bundle".getBytes(StandardCharsets.UTF_8)));
        Await.result(bus.publish(Topics.MODELS, Answering.announced(damaged)));
        assertThat(deploy(bus, "one")).isNotEmpty();
        publish(Answering.volume("a", damaged.digest()), volume("b"));
        assertThat(answeredUpTo("b")).containsExactly("b");
        assertThat(deadLetters(1).get(0).reason()).contains(damaged.digest(), "cannot be used");
    }
}
