package org.gantry.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.SigningKey;
import org.gantry.domain.answer.TrustedKey;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;
import org.gantry.network.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole interpreters on the bus in memory: volumes in, predictions and CAMs out. */
class InterpreterVerticleTest {
    private static final String LAST = "last ";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);
    private String model = "";
    private int candidates;

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
        return deploy(process, name, Optional.empty());
    }

    private String deploy(Bus process, String name, Optional<TrustedKey> trusted) throws InterruptedException {
        InterpreterConfig config = new InterpreterConfig(
                directory.resolve(name), Device.DEFAULT, Answering.BATCH, AnswerSettings.DEFAULT.trusting(trusted));
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

    /**
     * Waits for the answers to these scans, and to one more scan of every partition behind whatever was published;
     * gives the scans of all other predictions.
     */
    private List<String> answered(String... scanIds) throws InterruptedException {
        Set<String> awaited = new HashSet<>(List.of(scanIds));
        for (String last : lastOfEveryPartition()) {
            publish(volume(last));
            awaited.add(last);
        }
        Promise<Void> answered = Promise.promise();
        Subscription reading = bus.tail(Topics.CAMS, r -> {
            awaited.remove(r.value().scanId());
            if (awaited.isEmpty()) {
                answered.tryComplete();
            }
        });
        Await.result(answered.future().compose(done -> reading.close()));
        return Await.result(Snapshot.all(bus, Topics.PREDICTIONS, p -> true)).stream()
                .map(Prediction::scanId)
                .filter(scanId -> !scanId.startsWith(LAST))
                .toList();
    }

    /** New scan IDs, one for each partition of the volumes: an empty log's partitions each take one. */
    private List<String> lastOfEveryPartition() throws InterruptedException {
        MemoryBus empty = new MemoryBus(vertx);
        List<String> scanIds = new ArrayList<>();
        while (scanIds.size() < Topics.VOLUMES.partitions()) {
            String candidate = LAST + candidates++;
            if (Await.result(empty.end(Topics.VOLUMES, candidate)) == 0) {
                Await.result(empty.publish(Topics.VOLUMES, volume(candidate)));
                scanIds.add(candidate);
            }
        }
        return scanIds;
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
    void aModelThatNobodyTrustedSignedIsNotUsedUntilSomebodyDoes() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        TrustedKey trusted = TrustedKey.of(pem("PUBLIC KEY", pair.getPublic().getEncoded()), "public");
        assertThat(deploy(bus, "careful", Optional.of(trusted))).isNotEmpty();
        publish(volume("a"));
        assertThat(deadLetters(1).get(0).reason()).contains("not signed by the key that this interpreter trusts");

        String signature = SigningKey.of(pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "private")
                .sign(model);
        ModelAnnounced unsigned =
                Await.result(Snapshot.all(bus, Topics.MODELS, m -> true)).get(0);
        Await.result(bus.publish(Topics.MODELS, unsigned.signed(signature)));
        publish(volume("b"));
        assertThat(answered("b")).containsExactly("b");
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }

    @Test
    void aVolumeThatComesTwiceIsAnsweredOnce() throws InterruptedException {
        assertThat(deploy(bus, "one")).isNotEmpty();
        publish(volume("a"), volume("a"), volume("b"), volume("a"));
        assertThat(answered("a", "b")).containsExactlyInAnyOrder("a", "b");
        publish(volume("a"), volume("b"), volume("c"));
        assertThat(answered("a", "b", "c")).containsExactlyInAnyOrder("a", "b", "c");
        List<Cam> cams = Await.result(Snapshot.all(bus, Topics.CAMS, c -> true));
        assertThat(cams.stream().map(Cam::scanId)).doesNotHaveDuplicates().contains("a", "b", "c");
    }

    @Test
    void aRestartAnswersNothingTwiceWithItsStoreOrWithout() throws InterruptedException {
        String first = deploy(bus, "one");
        publish(volume("a"));
        assertThat(answered("a")).containsExactly("a");
        Await.result(vertx.undeploy(first));
        String second = deploy(bus.another(), "one");
        publish(volume("a"), volume("b"));
        assertThat(answered("a", "b")).containsExactlyInAnyOrder("a", "b");
        Await.result(vertx.undeploy(second));
        assertThat(deploy(bus.another(), "lost")).isNotEmpty();
        publish(volume("a"), volume("b"), volume("c"));
        assertThat(answered("a", "b", "c")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void anUnknownModelAndAnotherSizeGoToTheDeadLettersAndTheOthersAreAnswered() throws InterruptedException {
        assertThat(deploy(bus, "one")).isNotEmpty();
        publish(Answering.volume("lost", "gone"), Answering.volume("large", model, new Grid(4, 8, 9)), volume("right"));
        assertThat(answered("right")).containsExactly("right");
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
        assertThat(answered("b")).containsExactly("b");
        assertThat(deadLetters(1).get(0).reason()).contains(damaged.digest(), "cannot be used");
    }
}
