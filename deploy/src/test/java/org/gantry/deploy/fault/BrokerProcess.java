package org.gantry.deploy.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.jspecify.annotations.Nullable;

/** A Kafka broker and controller as a process of its own, with its log on disk. */
final class BrokerProcess implements AutoCloseable {
    private final Path settings;
    private @Nullable Process process;

    private BrokerProcess(Path settings) {
        this.settings = settings;
    }

    /** Formats a directory for a broker with these properties of Kafka; does not start it. */
    static BrokerProcess format(Path directory, String clusterId, Properties properties) throws IOException {
        Path settings = Files.createDirectories(directory).resolve("server.properties");
        properties.setProperty("log.dirs", directory.resolve("log").toString());
        try (Writer out = Files.newBufferedWriter(settings)) {
            properties.store(out, null);
        }
        String[] command = {"format", "--cluster-id", clusterId, "--config", settings.toString()};
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            int code = StorageTool.execute(command, nowhere);
            if (code != 0) {
                throw new IOException(directory + " could not be formatted for a broker: " + code);
            }
        }
        return new BrokerProcess(settings);
    }

    /** Starts it, again after it was killed. */
    void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        process = new ProcessBuilder(
                        java,
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        "kafka.Kafka",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(settings.resolveSibling("broker.log").toFile()))
                .start();
    }

    /** SIGKILL. */
    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }
}
