package org.gantry.bench.site;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this class path as a process of its own.
 *
 * @param name for people
 * @param log what it says, after what its predecessors said
 * @param process it
 */
public record JavaProcess(String name, Path log, Process process) implements AutoCloseable {
    private static final long LOOK_AROUND_MS = 100;

    /**
     * Starts one.
     *
     * @param options of the JVM
     * @param program the main class, then its arguments
     * @param environment what it has beside that of this process
     */
    public static JavaProcess start(
            String name, Path log, List<String> options, List<String> program, Map<String, String> environment)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = Stream.of(List.of(java), options, List.of("-cp", classes), program)
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new JavaProcess(name, log, builder.start());
    }

    /** It has not ended by itself. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the " + name + " ended with " + process.exitValue() + ": see " + log);
        }
    }

    /** Waits until it has said something. */
    public void awaitSaying(String text) throws IOException, InterruptedException {
        while (!said().contains(text)) {
            if (process.waitFor(LOOK_AROUND_MS, TimeUnit.MILLISECONDS)) {
                requireAlive();
            }
        }
    }

    /** All that it has said. */
    public String said() throws IOException {
        return Files.readString(log);
    }

    /** Sends it a signal, such as STOP. */
    public void signal(String signal) throws IOException, InterruptedException {
        requireAlive();
        Process sent = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        if (sent.waitFor() != 0) {
            throw new IllegalStateException("signal " + signal + " could not be sent to the " + name);
        }
    }

    /** SIGKILL: it has no chance to tidy up. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
