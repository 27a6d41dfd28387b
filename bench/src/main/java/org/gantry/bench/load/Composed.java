package org.gantry.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gantry.bench.site.Ports;

/**
 * Kafka and the roles that answer, each in a container of its own, by {@code deploy/compose/up cluster}.
 *
 * @param home of the checkout
 * @param port of loopback where Kafka is published
 */
record Composed(Path home, int port) implements Installation {
    private static final String PROJECT = "gantry-bench";

    /**
     * Starts it, and waits until its broker answers.
     *
     * @throws IOException if compose fails; it has said why
     */
    static Composed start(Path home) throws IOException, InterruptedException {
        Composed composed = new Composed(home, Ports.free());
        composed.run(List.of("deploy/compose/up", "cluster", "kafka", "sampler", "interpreter"));
        return composed;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        List<String> toStderr = Stream.concat(Stream.of("sh", "-c", "exec \"$@\" >&2", "sh"), command.stream())
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(toStderr).directory(home.toFile()).redirectError(Redirect.INHERIT);
        builder.environment().put("COMPOSE_PROJECT_NAME", PROJECT);
        builder.environment().put("KAFKA_PORT", Integer.toString(port));
        if (builder.start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed, and said why above");
        }
    }

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public String servers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        try {
            run(List.of("deploy/compose/down", "cluster", "--volumes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
