package org.gantry.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.gantry.app.run.ParsedSettings;
import org.gantry.app.run.RunRequest;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EnsembleRequested;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.EnsembleBundle;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ensembles of models that are on the bus in memory; a script plays the trainer. */
class EnsembleJobTest {
    private static final Grid INPUT = new Grid(8, 32, 32);
    private static final Metrics TEST =
            new Metrics(new int[][] {{17, 3}, {1, 19}}, OptionalDouble.of(0.97), OptionalDouble.empty());

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private static BundleFacts facts(String run, String datasetDigest) {
        return BundleFacts.begin()
                .put(Preprocessing.lung(INPUT))
                .put(new Provenance(run, "nodules", datasetDigest, 3, "", "0.1", Instant.EPOCH))
                .put(TEST);
    }

    private static ModelBundle bundle(String run, String datasetDigest) {
        Architecture network = Baseline.MC3_18.architecture(1, 2);
        int parameters = (int) NetworkDescription.of(network, INPUT).parameters();
        Tensors weights =
                new Tensors(Map.of("stem.conv", new Tensors.Array(new int[] {parameters}, new float[parameters])));
        return new ModelBundle(
                network,
                INPUT,
                List.of("Normal", "NCP"),
                facts(run, datasetDigest).map(),
                weights);
    }

    private ModelAnnounced publish(Bundle bundle, String name) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve(name + ".zip"), bundle.toBytes(Map.of()));
        return ModelFile.read(file).publish(bus, name);
    }

    /** Answers each request for an ensemble, the first few by failing. */
    private Subscription trainer(int failing) {
        AtomicInteger asked = new AtomicInteger();
        return bus.tail(Topics.TRAININGS, received -> {
            if (received.value() instanceof EnsembleRequested request) {
                boolean works = asked.incrementAndGet() > failing;
                TrainingEvent end = works
                        ? new TrainingEvent.Ended(request.job(), 1, 0, Optional.empty())
                        : new TrainingEvent.Failed(request.job(), "the device is gone");
                assertThat(bus.publish(Topics.TRAININGS, end)).isNotNull();
                if (works) {
                    assertThat(bus.publish(Topics.MODELS, announced(request.spec())))
                            .isNotNull();
                }
            }
        });
    }

    private static ModelAnnounced announced(EnsembleSpec spec) {
        EnsembleSpec.Member first = spec.members().get(0);
        return new ModelAnnounced(
                        spec.run(),
                        first.content(),
                        first.network(),
                        spec.input(),
                        List.of("Normal", "NCP"),
                        TEST,
                        new Provenance(spec.run(), "nodules", "d1", 3, spec.toString(), "0.1", Instant.EPOCH))
                .ensembleOf(
                        spec.members().stream().map(m -> m.content().digest()).toList());
    }

    private long requests() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.TRAININGS, EnsembleRequested.class::isInstance))
                .size();
    }

    @Test
    void modelsAreAskedForAsAnEnsembleOnceAndItIsWaitedFor() throws IOException, InterruptedException {
        List<ModelAnnounced> models = List.of(publish(bundle("a", "d1"), "a"), publish(bundle("b", "d1"), "b"));
        Subscription trainer = trainer(0);
        ModelAnnounced both = EnsembleJob.of(bus, "both", models).publish();
        assertThat(both.members())
                .containsExactly(models.get(0).digest(), models.get(1).digest());
        assertThat(both.provenance().config())
                .contains("a (" + models.get(0).digest(), "b (" + models.get(1).digest());
        assertThat(EnsembleJob.of(bus, "both", models).publish().digest()).isEqualTo(both.digest());
        assertThat(requests()).isEqualTo(1);
        Await.result(trainer.close());
    }

    @Test
    void whyOneFailedIsSaidAndItIsTriedAgainWhenItIsAskedForAgain() throws IOException, InterruptedException {
        List<ModelAnnounced> models = List.of(publish(bundle("a", "d1"), "a"));
        Subscription trainer = trainer(1);
        assertThatThrownBy(() -> EnsembleJob.of(bus, "both", models).publish())
                .hasMessage("ensemble both failed: the device is gone");
        assertThat(EnsembleJob.of(bus, "both", models).publish().model()).isEqualTo("both");
        assertThat(requests()).isEqualTo(2);
        Await.result(trainer.close());
    }

    @Test
    void modelsOfUnequalDataAndNamesThatAreTakenAreRefusedAndNothingIsAskedFor()
            throws IOException, InterruptedException {
        ModelAnnounced a = publish(bundle("a", "d1"), "a");
        ModelAnnounced elsewhere = publish(bundle("b", "d2"), "b");
        ModelAnnounced other = publish(bundle("c", "d1"), "c");
        assertThatThrownBy(() -> EnsembleJob.of(bus, "both", List.of(a, elsewhere)))
                .hasMessage("a and b cannot answer together: other data, d1 and d2");
        assertThatThrownBy(() -> EnsembleJob.of(bus, "c", List.of(a, other)))
                .hasMessageContaining("the name c is that of another model on this bus");
        RunRequest.ask(bus, ParsedSettings.of().spec("busy", "nodules"));
        assertThatThrownBy(() -> EnsembleJob.of(bus, "busy", List.of(a, other)))
                .hasMessageContaining("the name busy is that of another run on this bus");
        assertThat(requests()).isZero();
    }

    @Test
    void anEnsembleInAFileIsAnnouncedAsItWasWithItsMembers() throws IOException, InterruptedException {
        EnsembleBundle.Member a =
                EnsembleBundle.Member.of("a", bundle("a", "d1").toBytes());
        EnsembleBundle.Member b =
                EnsembleBundle.Member.of("b", bundle("b", "d1").toBytes());
        EnsembleBundle both =
                new EnsembleBundle(List.of(a, b), facts("both", "d1").map());
        ModelAnnounced published = publish(both, "both");
        assertThat(published.members()).containsExactly(a.digest(), b.digest());
        assertThat(published.network()).isEqualTo(Baseline.MC3_18);
        assertThat(published.test().accuracy()).isEqualTo(0.9);
        assertThatThrownBy(() -> EnsembleJob.of(bus, "more", List.of(published)))
                .hasMessage("both is an ensemble itself; name its members");
    }
}
