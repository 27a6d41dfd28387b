package org.gantry.deploy;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import org.gantry.app.Gantry;

/**
 * {@code gantry serve --roles TRAINER} as a process of its own, which saves the state of its training as often as it
 * can.
 *
 * @param process it
 */
record TrainerProcess(Process process) implements AutoCloseable {
    /** Starts one; what it says goes to a file. */
    static TrainerProcess start(String servers, Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx512m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                classes,
                Gantry.class.getName(),
                "serve",
                "--bootstrap-servers",
                servers,
                "--roles",
                "TRAINER",
                "--directory",
                directory.toString(),
                "--port",
                "0",
                "--checkpoint-minutes",
                "0");
        builder.redirectErrorStream(true)
                .redirectOutput(directory
                        .resolveSibling(directory.getFileName() + ".log")
                        .toFile());
        return new TrainerProcess(builder.start());
    }

    /** Completes when it is gone, whatever the reason. */
    Future<Process> gone() {
        return Future.fromCompletionStage(process.onExit());
    }

    /** SIGKILL: it has no chance to tidy up. */
    void kill() throws InterruptedException {
        int code = process.destroyForcibly().waitFor();
        if (code == 0) {
            throw new AssertionError("the trainer had ended before it was killed");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
