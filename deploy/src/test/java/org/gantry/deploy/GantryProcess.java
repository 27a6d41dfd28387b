package org.gantry.deploy;

import io.vertx.core.Future;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gantry.app.Gantry;
import org.gantry.app.node.NodeRole;

/**
 * {@code gantry serve --roles ROLE} as a process of its own, which saves the state of a training as often as it can.
 *
 * @param role what it does
 * @param directory where its state lies; what it says lies beside it
 * @param process it
 */
public record GantryProcess(NodeRole role, Path directory, Process process) implements AutoCloseable {
    /** How soon the group and readers of transactions give up a process that is gone, so that a test need not wait. */
    private static final List<String> IMPATIENT =
            List.of("session.timeout.ms=5000", "heartbeat.interval.ms=500", "transaction.timeout.ms=5000");

    private static final long LOOK_AROUND_MS = 100;

    /** Starts one. */
    static GantryProcess start(NodeRole role, String servers, Path directory) throws IOException {
        return start(role, servers, directory, List.of(), Map.of());
    }

    /** Starts one with more arguments and environment. */
    public static GantryProcess start(
            NodeRole role, String servers, Path directory, List<String> more, Map<String, String> environment)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = Stream.of(
                        Stream.of(
                                java,
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                                "-cp",
                                classes,
                                Gantry.class.getName(),
                                "serve",
                                "--bootstrap-servers",
                                servers,
                                "--roles",
                                role.name(),
                                "--directory",
                                directory.toString(),
                                "--port",
                                "0",
                                "--checkpoint-minutes",
                                "0"),
                        IMPATIENT.stream().flatMap(property -> Stream.of("--kafka", property)),
                        more.stream())
                .flatMap(arguments -> arguments)
                .toList();
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log(directory).toFile()));
        process.environment().putAll(environment);
        return new GantryProcess(role, directory, process.start());
    }

    /** Completes when it is gone, whatever the reason. */
    public Future<Process> gone() {
        return Future.fromCompletionStage(process.onExit());
    }

    /** It has not ended by itself. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the " + role + " ended with " + process.exitValue() + ": see " + log(directory));
        }
    }

    /** Waits until it has said something. */
    void awaitSaying(String text) throws IOException, InterruptedException {
        while (!Files.readString(log(directory)).contains(text)) {
            if (process.waitFor(LOOK_AROUND_MS, TimeUnit.MILLISECONDS)) {
                requireAlive();
            }
        }
    }

    /** SIGKILL: it has no chance to tidy up. */
    public void kill() {
        requireAlive();
        close();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends it a signal, such as STOP. */
    public void signal(String name) throws IOException, InterruptedException {
        requireAlive();
        Process sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (sent.waitFor() != 0) {
            throw new IllegalStateException("signal " + name + " could not be sent to the " + role);
        }
    }

    private static Path log(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".log");
    }
}
