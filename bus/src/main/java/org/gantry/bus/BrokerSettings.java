package org.gantry.bus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of an embedded broker: one node on loopback, few threads and little memory.
 *
 * @param port where clients connect
 * @param properties Kafka's
 */
record BrokerSettings(int port, Properties properties) {
    static final String LOOPBACK = "127.0.0.1";
    static final String CONTROLLER = "CONTROLLER";
    static final int NODE = 1;

    private static final String ONE = "1";
    private static final String FEW = "4";

    /** Offsets outlive any pause of the installation: a group that lost them would do all its work again. */
    private static final String FOR_EVER_MINUTES = Integer.toString(Integer.MAX_VALUE);

    static BrokerSettings on(int wanted, Path log) {
        try (ServerSocket clients = bind(wanted);
                ServerSocket controller = bind(0)) {
            Properties properties = new Properties();
            listen(properties, clients.getLocalPort(), controller.getLocalPort());
            beAlone(properties);
            beSmall(properties);
            properties.put("log.dirs", log.toString());
            properties.put("auto.create.topics.enable", "false");
            properties.put("offsets.retention.minutes", FOR_EVER_MINUTES);
            return new BrokerSettings(clients.getLocalPort(), properties);
        } catch (IOException e) {
            throw new BusException("no free port on " + LOOPBACK + ": " + Failures.say(e), e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new BusException(
                    "port " + port + " is taken by another program: choose another, or none for a free one", e);
        }
    }

    private static void listen(Properties properties, int port, int controllerPort) {
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE));
        properties.put("controller.quorum.voters", NODE + "@" + LOOPBACK + ":" + controllerPort);
        properties.put("controller.listener.names", CONTROLLER);
        properties.put(
                "listeners",
                "PLAINTEXT://" + LOOPBACK + ":" + port + "," + CONTROLLER + "://" + LOOPBACK + ":" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://" + LOOPBACK + ":" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    }

    private static void beAlone(Properties properties) {
        properties.put("offsets.topic.replication.factor", ONE);
        properties.put("offsets.topic.num.partitions", FEW);
        properties.put("transaction.state.log.replication.factor", ONE);
        properties.put("transaction.state.log.min.isr", ONE);
        properties.put("transaction.state.log.num.partitions", FEW);
        properties.put("share.coordinator.state.topic.replication.factor", ONE);
        properties.put("share.coordinator.state.topic.min.isr", ONE);
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.put("group.min.session.timeout.ms", "1000");
    }

    private static void beSmall(Properties properties) {
        properties.put("log.retention.check.interval.ms", "30000");
        properties.put("log.segment.delete.delay.ms", "1000");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", FEW);
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    }
}
