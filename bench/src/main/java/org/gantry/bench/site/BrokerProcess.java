package org.gantry.bench.site;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A Kafka broker and controller as a process of its own, with its log on disk. */
final class BrokerProcess implements AutoCloseable {
    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final String LOG = "log.dirs";

    private final Path settings;
    private @Nullable JavaProcess process;

    private BrokerProcess(Path settings) {
        this.settings = settings;
    }

    /** Formats a directory for a broker with these properties of Kafka; does not start it. */
    static BrokerProcess format(Path directory, String clusterId, Properties properties) throws IOException {
        Path settings = Files.createDirectories(directory).resolve("server.properties");
        properties.setProperty(LOG, directory.resolve("log").toString());
        try (Writer out = Files.newBufferedWriter(settings)) {
            properties.store(out, null);
        }
        String log = properties.getProperty(LOG);
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                    .setClusterId(clusterId)
                    .setControllerListenerName(Cluster.CONTROLLER)
                    .addDirectory(log)
                    .setMetadataLogDirectory(log)
                    .run();
        } catch (Exception e) { // Formatter declares nothing narrower
            throw new IOException(directory + " could not be formatted for a broker", e);
        }
        return new BrokerProcess(settings);
    }

    /** Starts it, again after it was killed. */
    void start() throws IOException {
        process = JavaProcess.start(
                "broker",
                settings.resolveSibling("broker.log"),
                SMALL,
                List.of("kafka.Kafka", settings.toString()),
                Map.of());
    }

    /** It has not ended by itself. */
    void requireAlive() {
        JavaProcess running = process;
        if (running != null) {
            running.requireAlive();
        }
    }

    /** SIGKILL. */
    @Override
    public void close() {
        JavaProcess running = process;
        if (running != null) {
            running.close();
        }
    }
}
