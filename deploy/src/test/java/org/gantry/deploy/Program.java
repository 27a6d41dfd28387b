package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gantry.domain.CanIgnoreReturnValue;
import org.junit.jupiter.api.Assumptions;

/** Programs of others, which a machine may lack: a test that needs one is skipped there, and says so. */
public final class Program {
    private Program() {}

    /** A Python that has some modules; protoc must be there, too. */
    static String python(String... modules) {
        String imports = "import " + String.join(", ", modules);
        String found = works("protoc", "--version")
                ? Stream.of("python3", "/usr/bin/python3")
                        .filter(python -> works(python, "-c", imports))
                        .findFirst()
                        .orElse("")
                : "";
        require(
                !found.isEmpty(),
                "python3 with " + String.join(" and ", modules)
                        + ", and protoc (Debian: python3-protobuf python3-confluent-kafka protobuf-compiler)");
        return found;
    }

    /** Skips the test where this machine lacks what it needs. */
    public static void require(boolean there, String needed) {
        if (!there) {
            System.err.println("skipped: this machine lacks " + needed);
        }
        Assumptions.assumeTrue(there, "this machine lacks " + needed);
    }

    public static boolean works(String... command) {
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

    /** Runs a program to its good end, with a folder of Python modules; gives what it says. */
    @CanIgnoreReturnValue
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
