package org.gantry.deploy.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.testcontainers.utility.DockerImageName;

/**
 * Images to test: those that {@code -Dkafka.image} and {@code -Dgantry.image} name; else Kafka's as
 * {@code deploy/kafka/build} finds, pulls or makes it, and Gantry's made of what this build has made.
 */
final class Images {
    private static final Path DEPLOY = Path.of(System.getProperty("user.dir")).toAbsolutePath();

    private Images() {}

    static DockerImageName kafka() throws IOException, InterruptedException {
        String given = System.getProperty("kafka.image");
        return DockerImageName.parse(given == null ? built("kafka/build") : given)
                .asCompatibleSubstituteFor("apache/kafka");
    }

    static DockerImageName gantry() throws IOException, InterruptedException {
        String given = System.getProperty("gantry.image");
        return DockerImageName.parse(given == null ? built("image/build", "--built") : given);
    }

    /** Runs a script that prints an image's name first, and what it has to say on stderr. */
    private static String built(String script, String... options) throws IOException, InterruptedException {
        String[] command = new String[options.length + 1];
        command[0] = DEPLOY.resolve(script).toString();
        System.arraycopy(options, 0, command, 1, options.length);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || said.isEmpty()) {
            throw new IOException("deploy/" + script + " made no image; it says above why");
        }
        return said.split(" ", -1)[0];
    }
}
