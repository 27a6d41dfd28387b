package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.tools.AclCommand;
import org.gantry.app.explain.CamFormat;
import org.gantry.app.explain.Explanation;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.run.MainJob;
import org.gantry.app.run.RunResults;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.BusConfig;
import org.gantry.bus.Contents;
import org.gantry.bus.Grant;
import org.gantry.bus.KafkaBus;
import org.gantry.bus.Outbox;
import org.gantry.bus.Party;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.dashboard.DashboardVerticle;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.run.RunEvent;
import org.gantry.network.ModelBundle;
import org.gantry.network.card.ModelCard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that asks for TLS, a password and a right to everything: each role works with its own and no others. */
@Timeout(600)
@SuppressWarnings("NullAway.Init")
class LeastRightsIT {
    private static final List<Topic<?>> TAKEN = List.of(Topics.SLICES, Topics.RUNS, Topics.TRAININGS, Topics.VOLUMES);

    /** Only who goes on with another's training reads its state: TrainerKillIT. */
    private static final String SAVED_STATES = BusConfig.PREFIX + Contents.CHECKPOINTS.name();

    @TempDir
    private static Path root;

    private static SecuredCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = SecuredCluster.start(root);
    }

    @AfterAll
    static void close() throws InterruptedException {
        cluster.close();
    }

    @Test
    void theMainJobIsDoneByProcessesThatHaveTheRightsOfTheirRolesAndUseThemAll() throws Exception {
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        Bus watching = cluster.bus(SecuredCluster.name(Party.DASHBOARD));
        for (int partition = 0; partition < Topics.PREDICTIONS.partitions(); partition++) {
            putNoise(Topics.PREDICTIONS, partition); // so that an interpreter has earlier answers to read
        }
        try (Node sampler = cluster.node(SecuredCluster.name(Party.SAMPLER), NodeRole.SAMPLER);
                Node searcher = cluster.node(SecuredCluster.name(Party.SEARCHER), NodeRole.SEARCHER);
                Node trainer = cluster.node(SecuredCluster.name(Party.TRAINER), NodeRole.TRAINER);
                Node interpreter = cluster.node(SecuredCluster.name(Party.INTERPRETER), NodeRole.INTERPRETER);
                Node user = cluster.node(SecuredCluster.USER, NodeRole.INGEST)) {
            DashboardVerticle dashboard =
                    new DashboardVerticle(watching, new DashboardConfig("127.0.0.1", 0), Optional::empty);
            Await.result(cluster.vertx().deployVerticle(dashboard));
            putWhatNobodyCanRead();

            RunResults results;
            try (InputStream looking = look(dashboard.port())) {
                assertThat(looking.read()).as("it tells what passes").isPositive();
                results = new MainJob(user, true, line -> {}).run(SharedSearchIT.SPEC, tiny.request());
            }
            assertThat(results.predictions()).hasSize(TinyRun.TEST_SCANS);
            awaitLetters();
            List.of(sampler, searcher, trainer, interpreter, user).forEach(Node::requireHealth);
            assertThat(dashboard.ended().failed()).isFalse();
            awaitCamEvent(dashboard.port());
            takeMapOut(watching, results.predictions().keySet().iterator().next());
            assertThat(readCard(watching)).contains("# Model card: ");
        } finally {
            Await.result(watching.close());
        }
        for (Party party : List.of(Party.SAMPLER, Party.SEARCHER, Party.TRAINER, Party.INTERPRETER, Party.DASHBOARD)) {
            assertThat(unused(SecuredCluster.principal(party), party))
                    .as("rights that %s did not need", party)
                    .extracting(Grant::name)
                    .isSubsetOf(party == Party.TRAINER ? List.of(SAVED_STATES) : List.of());
        }
        assertThat(unused("User:" + SecuredCluster.USER, Party.INGEST)).isEmpty();
        assertThat(unused("User:" + SecuredCluster.USER, Party.SUBSCRIBER)).isEmpty();
    }

    private static List<Grant> unused(String principal, Party party) {
        return party.grants(BusConfig.PREFIX).stream()
                .filter(grant -> !WatchedAuthorizer.used(principal, grant))
                .toList();
    }

    /** So that every taker has something to put into the dead letters. */
    private static void putWhatNobodyCanRead() throws Exception {
        for (Topic<?> topic : TAKEN) {
            putNoise(topic, 0);
        }
    }

    private static void putNoise(Topic<?> topic, int partition) throws Exception {
        Map<String, Object> properties = new HashMap<>(cluster.broker().clients(SecuredBroker.MASTER));
        properties.put("bootstrap.servers", cluster.broker().bootstrapServers());
        byte[] noise = "no protobuf of ours".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = producer.send(new ProducerRecord<>(BusConfig.PREFIX + topic.name(), partition, noise, noise));
            assertThat(sent.get().topic()).endsWith(topic.name());
        }
    }

    /** A dashboard reads CAMs for who subscribes to them. */
    private static void awaitCamEvent(int port) throws Exception {
        URI events = URI.create("http://127.0.0.1:" + port + "/api/cams/events?from=start");
        try (InputStream in = events.toURL().openStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            assertThat(lines.lines().anyMatch("event: cam"::equals)).isTrue();
        }
    }

    /** As the server of a dashboard does for who asks for a map in a file: over the scan's slices. */
    private static void takeMapOut(Bus watching, String scan) throws Exception {
        Explanation explanation = Explanation.find(watching, scan, Optional.empty(), Optional.empty());
        assertThat(CamFormat.PNG.export(root, explanation, watching)).isRegularFile();
    }

    /** A page that is open: while one is, slices and volumes are followed. */
    private static InputStream look(int port) throws IOException {
        return URI.create("http://127.0.0.1:" + port + "/api/events").toURL().openStream();
    }

    /** As it does for who reads a model's card: out of its bundle. */
    private static String readCard(Bus watching) throws InterruptedException {
        ModelAnnounced model =
                Await.result(Snapshot.all(watching, Topics.MODELS, m -> true)).get(0);
        return ModelCard.of(ModelBundle.of(Await.result(watching.content(model.content()))))
                .markdown();
    }

    private static void awaitLetters() throws InterruptedException {
        Bus reading = cluster.bus(SecuredBroker.MASTER);
        List<Future<?>> found = new ArrayList<>();
        for (Topic<?> topic : TAKEN) {
            var letter = Promise.<String>promise();
            Subscription letters = reading.deadLetters(topic, one -> letter.tryComplete(one.reason()));
            letters.ended().onFailure(letter::tryFail);
            found.add(letter.future());
        }
        Await.result(Future.all(found).eventually(reading::close));
    }

    @Test
    void whatARoleMayNotDoIsRefusedWithTheNameAndTheRight() throws InterruptedException {
        Bus subscriber = cluster.bus(SecuredCluster.name(Party.SUBSCRIBER));
        try {
            assertThatThrownBy(() -> Await.result(subscriber.publish(Topics.RUNS, wish())))
                    .hasMessageContaining("do not let this client Write topic gantry.runs.v1")
                    .hasMessageContaining("gantry acl");
            assertThatThrownBy(() -> Await.result(Snapshot.all(subscriber, Topics.SLICES, s -> true)))
                    .hasMessageContaining("do not let this client Read topic gantry.slices.v1");
            Subscription taking = subscriber.take(
                    Topics.PREDICTIONS, "interpreters", 1, records -> Future.succeededFuture(new Outbox()));
            assertThatThrownBy(() -> Await.result(taking.ended()))
                    .hasMessageContaining("do not let this client Read group gantry.interpreters");
        } finally {
            Await.result(subscriber.close());
        }
    }

    @Test
    void withoutOneOfItsRightsARoleIsRefused() throws Exception {
        Party party = Party.SUBSCRIBER;
        for (Grant grant : party.grants(BusConfig.PREFIX)) {
            Collection<AclBinding> right = SecuredCluster.bindings(SecuredCluster.principal(party), List.of(grant));
            cluster.take(right);
            Bus bus = cluster.bus(SecuredCluster.name(party));
            try {
                Topic<?> topic = grant.name().endsWith(Topics.CAMS.name()) ? Topics.CAMS : Topics.PREDICTIONS;
                assertThatThrownBy(() -> Await.result(Snapshot.all(bus, topic, value -> true)))
                        .hasMessageContaining("Read topic " + grant.name());
            } finally {
                Await.result(bus.close());
                cluster.give(right);
            }
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutSayingIt() throws InterruptedException {
        String wrong = "planted-wrong-password";
        Bus bus = KafkaBus.connect(
                cluster.vertx(),
                BusConfig.of(cluster.broker().bootstrapServers())
                        .withClients(cluster.broker().clients(SecuredCluster.USER, wrong)));
        try {
            assertThatThrownBy(() -> Await.result(bus.createTopics(Topics.ALL)))
                    .hasMessageContaining("Authentication failed")
                    .hasMessageNotContaining(wrong);
        } finally {
            Await.result(bus.close());
        }
    }

    @Test
    void theCommandsThatAreReadyGiveTheRightsOfTheTable() throws Exception {
        Path login = cluster.file(SecuredBroker.MASTER);
        GantryCall acl = GantryCall.of(
                "acl",
                "--role",
                "trainer,setup",
                "--principal",
                "User:bob",
                "--bootstrap-server",
                cluster.broker().bootstrapServers(),
                "--command-config",
                login.toString());
        for (String line : acl.out().lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] words = line.split(" ", -1);
            assertThat(words[0]).isEqualTo("kafka-acls.sh");
            AclCommand.main(Arrays.copyOfRange(words, 1, words.length));
        }
        List<Grant> wanted = new ArrayList<>(Party.TRAINER.grants(BusConfig.PREFIX));
        wanted.addAll(Party.SETUP.grants(BusConfig.PREFIX));
        try (Admin admin = cluster.admin()) {
            AclBindingFilter ofBob = new AclBindingFilter(
                    ResourcePatternFilter.ANY,
                    new AccessControlEntryFilter("User:bob", null, AclOperation.ANY, AclPermissionType.ANY));
            assertThat(Set.copyOf(admin.describeAcls(ofBob).values().get()))
                    .isEqualTo(Set.copyOf(SecuredCluster.bindings("User:bob", wanted)));
        }
    }

    private static RunEvent wish() {
        return new RunEvent.Wished("r", RunEvent.Wish.RUN);
    }
}
