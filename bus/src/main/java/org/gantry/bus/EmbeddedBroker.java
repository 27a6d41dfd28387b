package org.gantry.bus;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A single Kafka broker and controller in this process, on loopback, with its log on disk: starting again on the same
 * directory keeps all of it. The only class that knows the broker's internals.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final BrokerDirectory directory;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(BrokerDirectory directory, KafkaRaftServer server, int port) {
        this.directory = directory;
        this.server = server;
        this.port = port;
    }

    /** Starts on a free port. */
    public static EmbeddedBroker start(Path dir) {
        return start(dir, 0);
    }

    /**
     * Starts on a port, 0 for a free one.
     *
     * @throws BusException if another process has the directory or the port, or the directory cannot be written
     */
    public static EmbeddedBroker start(Path dir, int port) {
        BrokerDirectory directory = BrokerDirectory.open(dir);
        try {
            BrokerSettings settings = BrokerSettings.on(port, directory.log());
            format(directory);
            KafkaRaftServer server =
                    new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
            startUp(server);
            return new EmbeddedBroker(directory, server, settings.port());
        } catch (BusException e) {
            directory.close();
            throw e;
        } catch (Exception e) {
            directory.close();
            throw new BusException("the embedded broker does not start in " + dir + ": " + Failures.say(e), e);
        }
    }

    /** Where clients find it. */
    public String bootstrapServers() {
        return BrokerSettings.LOOPBACK + ":" + port;
    }

    @Override
    public void close() {
        try {
            stop(server);
        } finally {
            directory.close();
        }
    }

    private static void format(BrokerDirectory directory) throws Exception {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(BrokerSettings.NODE)
                    .setClusterId(directory.clusterId())
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .addDirectory(directory.log().toString())
                    .setMetadataLogDirectory(directory.log().toString())
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    /** A server that failed to start holds threads and files until it is shut down. */
    private static void startUp(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException | Error e) {
            stop(server);
            throw e;
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
