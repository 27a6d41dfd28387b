package org.gantry.deploy.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of few megabytes that can be filled; needs root.
 *
 * @param path where it is mounted
 */
record SmallDisk(Path path) implements AutoCloseable {
    private static final String SIZE = "size=96m";
    private static final String BALLAST = "ballast";
    private static final int PIECE = 1 << 12;

    /** Mounts one. */
    static SmallDisk mount(Path path) throws IOException, InterruptedException {
        run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                SIZE,
                "gantry-small",
                Files.createDirectories(path).toString());
        return new SmallDisk(path);
    }

    /** Empty, or why none can be mounted. */
    static String impossible() {
        try (SmallDisk tried = mount(Files.createTempDirectory("gantry-small"))) {
            return Files.isWritable(tried.path()) ? "" : "a small file system cannot be written";
        } catch (IOException e) {
            return "a small file system cannot be mounted: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Takes the last byte. */
    void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(path.resolve(BALLAST))) {
            while (path.toFile().getUsableSpace() > 0) {
                ballast.write(new byte[PIECE]);
            }
        } catch (IOException e) {
            if (path.toFile().getUsableSpace() > PIECE) {
                throw e;
            }
        }
    }

    /** Gives the space back. */
    void free() throws IOException {
        Files.deleteIfExists(path.resolve(BALLAST));
    }

    /** Takes it away, whoever still has files open there. */
    @Override
    public void close() {
        try {
            run("umount", "-l", path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }
}
