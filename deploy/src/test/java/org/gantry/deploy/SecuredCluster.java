package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.BusConfig;
import org.gantry.bus.Grant;
import org.gantry.bus.KafkaBus;
import org.gantry.bus.Party;
import org.gantry.bus.Topics;
import org.gantry.interpreter.AnswerSettings;
import org.gantry.network.Device;
import org.gantry.sampler.SamplerLimits;

/**
 * A secured broker with a principal for each party, which has exactly the rights of the table, and one for a user whose
 * commands are several parties.
 *
 * @param broker the broker
 * @param vertx whose contexts buses are on
 * @param root where processes keep their state
 */
record SecuredCluster(SecuredBroker broker, Vertx vertx, Path root) {
    /** May {@code gantry run}. */
    static final String USER = "anna";

    static final Set<Party> USERS_PARTIES = EnumSet.of(Party.INGEST, Party.READER, Party.SUBSCRIBER, Party.OPERATOR);

    /** Starts the broker, gives the rights, and has the topics made by whom may make them. */
    static SecuredCluster start(Path root) throws Exception {
        List<String> users = Stream.concat(
                        Stream.of(USER), Arrays.stream(Party.values()).map(SecuredCluster::name))
                .toList();
        SecuredCluster cluster =
                new SecuredCluster(SecuredBroker.start(root.resolve("broker"), users), Vertx.vertx(), root);
        List<AclBinding> rights = new ArrayList<>();
        for (Party party : Party.values()) {
            rights.addAll(bindings(principal(party), party.grants(BusConfig.PREFIX)));
        }
        USERS_PARTIES.forEach(party -> rights.addAll(bindings("User:" + USER, party.grants(BusConfig.PREFIX))));
        cluster.give(rights);
        Bus setup = cluster.bus(name(Party.SETUP));
        Await.result(setup.createTopics(Topics.ALL).eventually(setup::close));
        return cluster;
    }

    static String name(Party party) {
        return "gantry-" + party.name().toLowerCase(Locale.ROOT);
    }

    static String principal(Party party) {
        return "User:" + name(party);
    }

    /** A user's bus. */
    Bus bus(String user) {
        return KafkaBus.connect(vertx, BusConfig.of(broker.bootstrapServers()).withClients(broker.clients(user)));
    }

    /** A process of one role, or of none, under a user. */
    Node node(String user, NodeRole role) throws InterruptedException {
        return Node.start(new NodeConfig(
                Optional.of(broker.bootstrapServers()),
                root.resolve(user),
                0,
                EnumSet.of(role),
                List.of(Device.DEFAULT),
                Duration.ZERO,
                SamplerLimits.DEFAULT,
                broker.clients(user),
                AnswerSettings.DEFAULT));
    }

    Admin admin() {
        Map<String, Object> properties = new HashMap<>(broker.clients(SecuredBroker.MASTER));
        properties.put("bootstrap.servers", broker.bootstrapServers());
        return Admin.create(properties);
    }

    void give(Collection<AclBinding> rights) throws Exception {
        try (Admin admin = admin()) {
            admin.createAcls(rights).all().get();
            await(admin, rights, true);
        }
    }

    void take(Collection<AclBinding> rights) throws Exception {
        try (Admin admin = admin()) {
            var taken =
                    admin.deleteAcls(rights.stream().map(AclBinding::toFilter).toList());
            assertThat(taken.all().get()).containsExactlyInAnyOrderElementsOf(rights);
            await(admin, rights, false);
        }
    }

    /** The broker's authorizer follows the controller's log a moment later. */
    private static void await(Admin admin, Collection<AclBinding> rights, boolean there) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            Collection<AclBinding> known =
                    admin.describeAcls(AclBindingFilter.ANY).values().get();
            if (there ? known.containsAll(rights) : known.stream().noneMatch(rights::contains)) {
                return;
            }
        }
        throw new AssertionError("the broker has not learned of " + rights);
    }

    static List<AclBinding> bindings(String principal, List<Grant> grants) {
        return grants.stream()
                .map(grant -> new AclBinding(
                        new ResourcePattern(
                                ResourceType.valueOf(grant.kind().name()),
                                grant.name(),
                                PatternType.valueOf(grant.pattern().name())),
                        new AccessControlEntry(
                                principal,
                                "*",
                                AclOperation.valueOf(grant.operation().name()),
                                AclPermissionType.ALLOW)))
                .toList();
    }

    /** A user's properties in a file. */
    Path file(String user) {
        Properties properties = new Properties();
        properties.putAll(broker.clients(user));
        Path file = root.resolve(user + ".properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    void close() throws InterruptedException {
        Await.result(vertx.close());
        broker.close();
    }
}
