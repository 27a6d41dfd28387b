package org.gantry.deploy;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gantry.app.Gantry;

/**
 * A command that was run in a process of its own, to its end.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it logged and complained of
 */
record GantryCall(int code, String out, String err) {
    private static final long PATIENCE_MINUTES = 3;

    static GantryCall of(String... arguments) throws IOException, InterruptedException {
        return of(Map.of(), arguments);
    }

    /** Runs a command with more in its environment. */
    static GantryCall of(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("gantry", ".out");
        Path err = Files.createTempFile("gantry", ".err");
        try {
            Process process = start(environment, Redirect.to(out.toFile()), Redirect.to(err.toFile()), arguments);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new GantryCall(process.waitFor(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts one that goes on. */
    static Process start(Map<String, String> environment, Redirect out, Redirect err, String... arguments)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> words = new ArrayList<>(
                List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Djdk.serialFilter=!*", "-cp", classes));
        words.add(Gantry.class.getName());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(out).redirectError(err);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** All that it said. */
    String everything() {
        return out + err;
    }
}
