package org.gantry.deploy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.bench.site.Ports;
import org.gantry.deploy.Program;

/**
 * A folder that looks to commands like the root of the repository, with a {@code gantry} that is small, and other ports
 * in place of those that the documents name.
 */
final class Workplace implements AutoCloseable {
    private static final long PATIENCE_MINUTES = 15;
    private static final long LOOK_AROUND_MS = 100;
    private static final List<String> SEEN = List.of("docs", "proto", "deploy");
    private static final List<String> PORTS = List.of("9092", "8080", "8081");
    private static final String JAVA_OPTIONS =
            "-Xmx1500m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true"
                    + " -Djdk.serialFilter=!* -Dorg.bytedeco.javacpp.maxphysicalbytes=0";

    private final Path folder;
    private final Map<String, String> ports = new LinkedHashMap<>();
    private final Deque<Process> up = new ArrayDeque<>();
    private int blocks;

    Workplace(Path folder) throws IOException {
        this.folder = folder;
        for (String port : PORTS) {
            ports.put(port, Integer.toString(Ports.free()));
        }
        for (String seen : SEEN) {
            Files.createSymbolicLink(folder.resolve(seen), Document.HOME.resolve(seen));
        }
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Stream.of("python3", "/usr/bin/python3")
                .filter(python -> Program.works(python, "-c", "import confluent_kafka, google.protobuf"))
                .findFirst()
                .ifPresent(python -> script(bin.resolve("python3"), "exec " + python + " \"$@\""));
        classes();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        script(
                folder.resolve("gantry"),
                "exec " + java + " " + JAVA_OPTIONS + " @" + folder.resolve("classes") + " "
                        + SmallGantry.class.getName() + " \"$@\"");
    }

    private static void script(Path file, String line) {
        try {
            Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be written", e);
        }
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The class path as a file for java, and as a library where the build puts them. */
    private void classes() throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(folder.resolve("classes"), "-cp " + classes + "\n");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(classes.split(File.pathSeparator, -1))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path libraries = Files.createDirectories(folder.resolve("app/target/lib"));
        new JarOutputStream(Files.newOutputStream(libraries.resolve("all.jar")), manifest).close();
    }

    /** What this machine lacks of what a block needs. */
    List<String> lacks(Block block) {
        return block.needs().stream().filter(need -> !has(need)).toList();
    }

    private boolean has(String need) {
        String[] parts = need.split(":", 2);
        return parts.length == 1
                ? Program.works("sh", "-c", "command -v " + need)
                : Program.works(folder.resolve("bin/python3").toString(), "-c", "import " + parts[1]);
    }

    /** Runs a block to its good end, or starts it and waits until it says something. */
    void run(String document, Block block) throws IOException, InterruptedException {
        Path said = folder.resolve("said-" + ++blocks);
        Process process = start(block, said);
        if (block.staysUp()) {
            up.push(process);
            while (Files.size(said) == 0 && !process.waitFor(LOOK_AROUND_MS, TimeUnit.MILLISECONDS)) {
                assertThat(process.isAlive()).isTrue();
            }
            assertThat(process.isAlive()).as(() -> about(document, block, said)).isTrue();
        } else {
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            end(process);
            assertThat(ended && process.exitValue() == 0)
                    .as(() -> about(document, block, said))
                    .isTrue();
        }
    }

    private static String about(String document, Block block, Path said) {
        try {
            return document + ":" + block.line() + "\n" + block.text() + "said:\n" + Files.readString(said)
                    + Files.readString(log(said));
        } catch (IOException e) {
            return document + ":" + block.line() + " " + e;
        }
    }

    /** Where it says what goes wrong, and what a server logs before it is ready. */
    private static Path log(Path said) {
        return said.resolveSibling(said.getFileName() + ".log");
    }

    private Process start(Block block, Path said) throws IOException {
        String text = block.text();
        for (Map.Entry<String, String> port : ports.entrySet()) {
            text = text.replace(port.getKey(), port.getValue());
        }
        Path home = Files.createDirectories(folder.resolve("home"));
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", text)
                .directory(folder.toFile())
                .redirectError(log(said).toFile())
                .redirectOutput(said.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put(SmallGantry.PORT, String.valueOf(ports.get("8080")));
        return builder.start();
    }

    /** As Ctrl-C would. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }

    /** Ends what was started after so much was up. */
    void endAllBut(int first) {
        while (up.size() > first) {
            end(up.pop());
        }
    }

    /** How much is up. */
    int up() {
        return up.size();
    }

    @Override
    public void close() throws IOException {
        endAllBut(0);
        for (String seen : SEEN) {
            Files.delete(folder.resolve(seen));
        }
    }
}
