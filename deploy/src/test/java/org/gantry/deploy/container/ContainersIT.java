package org.gantry.deploy.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.RandomModel;
import org.gantry.bench.site.Reader;
import org.gantry.bus.Topics;
import org.gantry.deploy.PlainConsumer;
import org.gantry.deploy.Published;
import org.gantry.deploy.RandomScan;
import org.gantry.deploy.SearchWatch;
import org.gantry.deploy.TinyRun;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.scan.Scan;
import org.gantry.proto.ModelAnnounced;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka and every role in a container each; scans come from outside, answers are read outside. */
@RequiresDocker
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class ContainersIT {
    private static final String INSIDE = "kafka:19092";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SCANS = 6;

    @TempDir
    private static Path root;

    private static DockerImageName image;
    private static Network network;
    private static KafkaContainer kafka;
    private static Reader reader;

    private static final Map<NodeRole, List<RoleContainer>> ROLES = new EnumMap<>(NodeRole.class);
    private static final List<String> FED = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        image = Images.gantry();
        network = Network.newNetwork();
        kafka = new KafkaContainer(Images.kafka())
                .withNetwork(network)
                .withListener(INSIDE)
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        kafka.start();
        start(NodeRole.SAMPLER);
        start(NodeRole.INTERPRETER);
        RandomModel.SMALL.publish(servers(), root.resolve("model.zip"));
        reader = new Reader(servers());
    }

    @AfterAll
    static void stop() {
        if (reader != null) {
            reader.close();
        }
        ROLES.values().forEach(containers -> containers.forEach(RoleContainer::stop));
        if (kafka != null) {
            kafka.stop();
        }
        if (network != null) {
            network.close();
        }
    }

    private static String servers() {
        return kafka.getBootstrapServers().replaceFirst("^PLAINTEXT://", "");
    }

    @CanIgnoreReturnValue
    private static RoleContainer start(NodeRole role) {
        RoleContainer container = new RoleContainer(image, role, network, INSIDE);
        container.start();
        ROLES.computeIfAbsent(role, r -> new ArrayList<>()).add(container);
        return container;
    }

    private static RoleContainer only(NodeRole role) {
        return ROLES.getOrDefault(role, List.of()).get(0);
    }

    /** Slices as any client sends them: a key, and what the schema says. */
    private static void feed(String name, int count) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            for (int n = 0; n < count; n++) {
                Scan scan = RandomScan.of(name + "-" + n, new Random(n));
                byte[] key = scan.header().scanId().getBytes(StandardCharsets.UTF_8);
                for (int index = 0; index < scan.slices().size(); index++) {
                    byte[] value = Topics.SLICES.codec().encode(scan.slice(index));
                    sent.add(producer.send(new ProducerRecord<>("gantry.slices.v1", key, value)));
                }
                FED.add(scan.header().scanId());
            }
        }
        assertThat(sent).allSatisfy(slice -> assertThat(slice.get().hasOffset()).isTrue());
    }

    private static void awaitAnswers() {
        reader.await(
                () -> FED.stream()
                        .allMatch(
                                scan -> reader.count("predictions.v1", scan) > 0 && reader.count("cams.v1", scan) > 0),
                PATIENCE,
                () -> "no prediction and CAM of each of " + FED);
        for (String topic : List.of("scans.v1", "predictions.v1", "cams.v1")) {
            assertThat(FED)
                    .as(topic)
                    .allSatisfy(scan ->
                            assertThat(reader.count(topic, scan)).as(scan).isEqualTo(1));
        }
    }

    @Test
    @Order(1)
    void scansOfAClientOutsideAreAnsweredOnceForAClientOutside() {
        feed("first", SCANS);
        awaitAnswers();
    }

    @Test
    @Order(2)
    void aRollingRestartLosesAndDoublesNothing() {
        feed("rolling-a", SCANS);
        only(NodeRole.SAMPLER).restart();
        feed("rolling-b", SCANS);
        only(NodeRole.INTERPRETER).restart();
        feed("rolling-c", SCANS);
        awaitAnswers();
    }

    @Test
    @Order(3)
    void aContainerThatIsKilledLosesAndDoublesNothing() {
        feed("killed-a", SCANS);
        only(NodeRole.INTERPRETER).killAndStart();
        feed("killed-b", SCANS);
        only(NodeRole.SAMPLER).killAndStart();
        awaitAnswers();
        assertThat(only(NodeRole.INTERPRETER).running()).isTrue();
    }

    @Test
    @Order(4)
    void aSearchRunsOverTwoTrainerContainersAndPublishesItsModel() throws IOException, InterruptedException {
        start(NodeRole.SEARCHER);
        RoleContainer one = start(NodeRole.TRAINER);
        RoleContainer other = start(NodeRole.TRAINER);
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        NodeConfig feeder = new NodeConfig(
                Optional.of(servers()),
                root.resolve("feeder"),
                0,
                Set.copyOf(EnumSet.of(NodeRole.INGEST)),
                NodeConfig.embedded(root).devices());
        try (Node node = Node.start(feeder)) {
            SearchWatch watch = new SearchWatch(node, TinyRun.SHARED);
            tiny.ask(node, TinyRun.SHARED);
            watch.awaitCompleted();
        }
        Published published = Published.on(new PlainConsumer(servers()));
        assertThat(published.models()).extracting(ModelAnnounced::getModel).contains(TinyRun.SHARED.run());
        assertThat(published.architectures()).hasSize(TinyRun.EPOCHS);
        assertThat(List.of(one.getLogs(), other.getLogs()))
                .as("each trainer did a share")
                .allSatisfy(said -> assertThat(said).contains(TinyRun.SHARED.searchJob()));
    }
}
