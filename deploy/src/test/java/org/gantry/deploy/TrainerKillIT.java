package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.proto.EpochEvent;
import org.gantry.proto.ModelAnnounced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose trainer is killed with SIGKILL is ended by the next one as if nothing had been. */
class TrainerKillIT {
    private static final TrainingSpec SPEC = new TrainingSpec(
            "kill/full",
            TinyRun.SPEC.dataset(),
            5,
            new SearchedModel(
                    Genotype.of(0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 0, 2, 3, 4, 5, 6),
                    TinyRun.SPEC.widths(),
                    TinyRun.SPEC.strides()),
            TinyRun.SPEC.evaluationInput(),
            Purpose.PUBLISH,
            new TrainingPlan(
                    8,
                    4,
                    2,
                    0,
                    Precision.FLOAT32,
                    new Schedule(1e-2, 1e-4, 1),
                    new Regularisation(0.3, 5e-4, 0.1, true, 0.9)));

    @TempDir
    Path root;

    /** What a training left on the topics. */
    private record Left(
            List<org.gantry.proto.TrainingEvent> epochs,
            org.gantry.proto.TrainingEvent ended,
            byte[] weights,
            List<Integer> requests) {
        static Left on(Node node) throws IOException {
            PlainConsumer consumer = new PlainConsumer(node.bootstrapServers());
            Published published = Published.on(consumer);
            List<org.gantry.proto.TrainingEvent> ended = published.trainings().stream()
                    .filter(org.gantry.proto.TrainingEvent::hasEnded)
                    .map(Left::withoutSpeed)
                    .toList();
            assertThat(ended).hasSize(1);
            assertThat(published.models()).hasSize(1);
            ModelAnnounced model = published.models().get(0);
            return new Left(
                    published.completedEpochs(),
                    ended.get(0),
                    entry(consumer.content(model.getContent().getDigest()), "weights.npz"),
                    consumer.all("epochs.v1", EpochEvent.parser()).stream()
                            .filter(EpochEvent::hasRequested)
                            .map(EpochEvent::getEpoch)
                            .toList());
        }

        private static org.gantry.proto.TrainingEvent withoutSpeed(org.gantry.proto.TrainingEvent event) {
            var test = event.getEnded().getTest().toBuilder().clearScansPerSecond();
            return event.toBuilder()
                    .setEnded(event.getEnded().toBuilder().setTest(test))
                    .build();
        }

        private static byte[] entry(byte[] bundle, String name) throws IOException {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (entry.getName().equals(name)) {
                        return zip.readAllBytes();
                    }
                }
            }
            throw new AssertionError("the bundle holds no " + name);
        }
    }

    private Node start(String name, Set<NodeRole> roles) throws InterruptedException {
        Path directory = root.resolve(name);
        return Node.start(new NodeConfig(
                Optional.empty(),
                directory,
                0,
                roles,
                NodeConfig.embedded(directory).devices()));
    }

    private static void ask(Node node, TinyRun tiny) throws InterruptedException, ExecutionException {
        assertThat(node.ingest()
                        .ingest(tiny.request(), (done, all) -> {})
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get()
                        .scans())
                .isNotEmpty();
        Await.result(node.bus().publish(Topics.TRAININGS, new TrainingEvent.Requested(SPEC)));
    }

    /** Waits until something stands on a topic, while the node and the trainers live. */
    private static <V> V await(Node node, Topic<V> topic, Predicate<V> wanted, List<GantryProcess> trainers)
            throws InterruptedException {
        Promise<V> found = Promise.promise();
        var reading = node.bus().tail(topic, r -> {
            if (wanted.test(r.value())) {
                found.tryComplete(r.value());
            }
        });
        node.failure().onFailure(found::tryFail);
        trainers.forEach(t -> t.gone().onSuccess(p -> found.tryFail("the trainer ended with " + p.exitValue())));
        V value = Await.result(found.future());
        Await.result(reading.close());
        return value;
    }

    private static boolean over(TrainingEvent event) {
        return event instanceof TrainingEvent.Ended || event instanceof TrainingEvent.Failed;
    }

    @Test
    void whatItsSuccessorPublishesIsWhatItWouldHavePublished()
            throws IOException, InterruptedException, ExecutionException {
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        Left whole;
        try (Node node = start("whole", EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.TRAINER))) {
            ask(node, tiny);
            assertThat(await(node, Topics.TRAININGS, TrainerKillIT::over, List.of()))
                    .isInstanceOf(TrainingEvent.Ended.class);
            whole = Left.on(node);
        }
        try (Node node = start("killed", EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER))) {
            ask(node, tiny);
            try (GantryProcess first =
                    GantryProcess.start(NodeRole.TRAINER, node.bootstrapServers(), root.resolve("first"))) {
                CheckpointTaken taken =
                        await(node, Topics.CHECKPOINTS, c -> c.epoch() > 0 && c.step() > 0, List.of(first));
                first.kill();
                assertThat(taken.job()).isEqualTo(SPEC.job());
            }
            try (GantryProcess second =
                    GantryProcess.start(NodeRole.TRAINER, node.bootstrapServers(), root.resolve("second"))) {
                assertThat(await(node, Topics.TRAININGS, TrainerKillIT::over, List.of(second)))
                        .isInstanceOf(TrainingEvent.Ended.class);
            }
            assertSame(Left.on(node), whole);
        }
    }

    private static void assertSame(Left killed, Left whole) {
        List<Integer> all = new ArrayList<>();
        for (int number = 0; number < 2 * SPEC.plan().epochs() + 3; number++) {
            all.add(number);
        }
        assertThat(whole.requests()).isEqualTo(all);
        assertThat(killed.requests())
                .as("the epoch in work was asked for again, and not the first")
                .hasSizeGreaterThan(all.size())
                .startsWith(0, 1, 2);
        assertThat(killed.requests().stream().distinct()).isEqualTo(all);
        assertThat(killed.requests().stream().filter(number -> number < 2)).containsExactly(0, 1);
        assertThat(killed.epochs())
                .isEqualTo(whole.epochs())
                .hasSize(SPEC.plan().epochs());
        assertThat(killed.ended()).isEqualTo(whole.ended());
        assertThat(killed.weights()).isEqualTo(whole.weights());
    }
}
