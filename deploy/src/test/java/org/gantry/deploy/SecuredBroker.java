package org.gantry.deploy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.gantry.bench.site.Ports;

/**
 * A broker in this process that clients reach by TLS and a password (SASL_SSL, PLAIN) only, and that allows nothing
 * that no ACL allows.
 *
 * @param server the broker
 * @param port of its listener on loopback
 * @param certificate what clients trust, as PEM
 */
record SecuredBroker(KafkaRaftServer server, int port, Path certificate) implements AutoCloseable {
    /** May everything; the broker itself, and who manages it. */
    static final String MASTER = "broker";

    private static final String ANYBODY_ELSE_BUT = "User:ANONYMOUS;User:";
    private static final String STORE_PASSWORD = "keystore-planted-1f0c";

    /** Starts one that knows these users beside {@link #MASTER}, each by {@link #password}. */
    static SecuredBroker start(Path directory, List<String> users) throws Exception {
        Path log = Files.createDirectories(directory).resolve("log");
        Path store = directory.resolve("broker.p12");
        Path certificate = directory.resolve("broker.pem");
        makeCertificate(store, certificate);
        int port = Ports.free();
        Properties properties = small(log);
        listen(properties, port, Ports.free());
        secure(properties, users, store, certificate);
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .run();
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(server, port, certificate);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** A user's password; no other text looks like it. */
    static String password(String user) {
        return "planted-" + Integer.toHexString(user.hashCode()) + "-of-" + user;
    }

    /** What a user's clients need, as in the file that {@code --kafka-config} names. */
    Map<String, String> clients(String user) {
        return clients(user, password(user));
    }

    /** The same with a password that may be wrong. */
    Map<String, String> clients(String user, String password) {
        Map<String, String> clients = new LinkedHashMap<>();
        clients.put("security.protocol", "SASL_SSL");
        clients.put("sasl.mechanism", "PLAIN");
        clients.put("sasl.jaas.config", login(user, password) + ";");
        clients.put("ssl.truststore.type", "PEM");
        clients.put("ssl.truststore.location", certificate.toString());
        return clients;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\"";
    }

    private static void listen(Properties properties, int port, int controllerPort) {
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "SASL_SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "SASL_SSL://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "SASL_SSL");
    }

    private static void secure(Properties properties, List<String> users, Path store, Path certificate) {
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        StringBuilder known = new StringBuilder(login(MASTER, password(MASTER)));
        known.append(" user_")
                .append(MASTER)
                .append("=\"")
                .append(password(MASTER))
                .append('"');
        users.forEach(user -> known.append(" user_")
                .append(user)
                .append("=\"")
                .append(password(user))
                .append('"'));
        properties.put(
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                known.append(';').toString());
        properties.put("ssl.keystore.type", "PKCS12");
        properties.put("ssl.keystore.location", store.toString());
        properties.put("ssl.keystore.password", STORE_PASSWORD);
        properties.put("ssl.key.password", STORE_PASSWORD);
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", certificate.toString());
        properties.put("authorizer.class.name", WatchedAuthorizer.class.getName());
        // the controller's listener is this process's own; by the clients' listener nobody is anonymous
        properties.put("super.users", ANYBODY_ELSE_BUT + MASTER);
    }

    private static Properties small(Path log) {
        Properties properties = new Properties();
        properties.put("log.dirs", log.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        return properties;
    }

    private static void makeCertificate(Path store, Path certificate) throws Exception {
        List<String> access = List.of("-alias", "broker", "-keystore", store.toString(), "-storepass", STORE_PASSWORD);
        keytool(
                access,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1");
        keytool(access, "-exportcert", "-rfc", "-file", certificate.toString());
    }

    private static void keytool(List<String> access, String command, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        words.addAll(access);
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool " + command + ": " + said);
        }
    }
}
