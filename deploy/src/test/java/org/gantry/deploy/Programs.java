package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of others, which tests use where they are installed. */
final class Programs {
    private Programs() {}

    /** A Python that has some modules; without one the test is skipped, and says so. */
    static String python(String modules, String packages) {
        Optional<String> found = Stream.of("python3", "/usr/bin/python3")
                .filter(python -> work(python, "-c", "import " + modules))
                .findFirst();
        require(found.isPresent(), "python3 with " + modules + " (Debian: " + packages + ")");
        return found.orElseThrow();
    }

    /** Skips the test where a need is not met, and says so. */
    static void require(boolean met, String needed) {
        if (!met) {
            System.err.println("a test is skipped: this machine lacks " + needed);
        }
        Assumptions.assumeTrue(met, "this machine lacks " + needed);
    }

    /** Whether a command is there and ends well. */
    static boolean work(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command to its good end, with a folder of Python modules; what it said. */
    static String run(Path modules, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PYTHONPATH", modules.toString());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
