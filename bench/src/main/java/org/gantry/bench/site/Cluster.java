package org.gantry.bench.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** One or three Kafka brokers, each a process, on loopback. */
public final class Cluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1:";
    private static final String DIRECT = "DIRECT";
    static final String CONTROLLER = "CONTROLLER";
    private static final int COPIES = 3;

    private final List<BrokerProcess> brokers = new ArrayList<>();
    private final List<Integer> direct = new ArrayList<>();

    private Cluster() {}

    /** Starts so many brokers and waits until they are one cluster. */
    public static Cluster start(Path directory, int brokers) throws IOException, InterruptedException {
        return start(
                directory,
                IntStream.range(0, brokers)
                        .mapToObj(broker -> List.<Listener>of())
                        .toList());
    }

    /**
     * The same.
     *
     * @param more further ways into each broker
     */
    public static Cluster start(Path directory, List<List<Listener>> more) throws IOException, InterruptedException {
        Cluster cluster = new Cluster();
        try {
            cluster.format(directory, more);
            for (BrokerProcess broker : cluster.brokers) {
                broker.start();
            }
            cluster.awaitWhole();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void format(Path directory, List<List<Listener>> more) throws IOException {
        int count = more.size();
        List<Integer> controllers = Ports.free(count);
        String voters = IntStream.range(0, count)
                .mapToObj(n -> (n + 1) + "@" + HOST + controllers.get(n))
                .collect(Collectors.joining(","));
        String clusterId = Uuid.randomUuid().toString();
        for (int n = 0; n < count; n++) {
            Properties properties = shared(count);
            properties.setProperty("node.id", Integer.toString(n + 1));
            properties.setProperty("controller.quorum.voters", voters);
            listen(properties, controllers.get(n), more.get(n));
            brokers.add(BrokerProcess.format(directory.resolve("broker-" + (n + 1)), clusterId, properties));
        }
    }

    private static Properties shared(int brokers) {
        Properties properties = new Properties();
        String copies = Integer.toString(Math.min(COPIES, brokers));
        String enough = brokers < COPIES ? "1" : "2";
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("controller.listener.names", CONTROLLER);
        properties.setProperty("inter.broker.listener.name", DIRECT);
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("default.replication.factor", copies);
        properties.setProperty("min.insync.replicas", enough);
        properties.setProperty("offsets.topic.replication.factor", copies);
        properties.setProperty("offsets.topic.num.partitions", "4");
        properties.setProperty("transaction.state.log.replication.factor", copies);
        properties.setProperty("transaction.state.log.min.isr", enough);
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("group.min.session.timeout.ms", "1000");
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        return properties;
    }

    private void listen(Properties properties, int controller, List<Listener> more) throws IOException {
        int own = Ports.free();
        direct.add(own);
        List<String> listeners = new ArrayList<>(List.of(at(CONTROLLER, controller), at(DIRECT, own)));
        List<String> advertised = new ArrayList<>(List.of(at(DIRECT, own)));
        List<String> protocols = new ArrayList<>(List.of(CONTROLLER + ":PLAINTEXT", DIRECT + ":PLAINTEXT"));
        for (Listener listener : more) {
            listeners.add(at(listener.name(), listener.port()));
            advertised.add(at(listener.name(), listener.advertised()));
            protocols.add(listener.name() + ":PLAINTEXT");
        }
        properties.setProperty("listeners", String.join(",", listeners));
        properties.setProperty("advertised.listeners", String.join(",", advertised));
        properties.setProperty("listener.security.protocol.map", String.join(",", protocols));
    }

    private static String at(String listener, int port) {
        return listener + "://" + HOST + port;
    }

    /** Where clients find it. */
    public String servers() {
        return servers(direct);
    }

    /** Ports of loopback as clients take them. */
    public static String servers(List<Integer> ports) {
        return ports.stream().map(port -> HOST + port).collect(Collectors.joining(","));
    }

    /** SIGKILL to the broker of a number, from 0. */
    public void kill(int broker) {
        brokers.get(broker).close();
    }

    /** Starts a broker again, and waits until the cluster is whole. */
    public void restart(int broker) throws IOException, InterruptedException {
        brokers.get(broker).start();
        awaitWhole();
    }

    /** A client for what only administrators ask. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers()));
    }

    private void awaitWhole() throws InterruptedException {
        try (Admin admin = admin()) {
            while (nodes(admin) < brokers.size()) {
                brokers.forEach(BrokerProcess::requireAlive);
            }
        }
    }

    private static int nodes(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            return 0; // asked again: it is starting
        }
    }

    @Override
    public void close() {
        brokers.forEach(BrokerProcess::close);
    }
}
