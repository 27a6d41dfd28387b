package org.gantry.deploy.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of few megabytes that can be filled; needs root.
 *
 * @param path where it is mounted
 */
record SmallDisk(Path path) {
    private static final String SIZE = "size=96m";
    private static final String BALLAST = "ballast";
    private static final int PIECE = 1 << 12;

    /** Mounts one; one that is there is taken as it is. */
    static SmallDisk at(Path path) throws IOException, InterruptedException {
        if (!Files.exists(path)) {
            Files.createDirectories(path);
            run("mount", "-t", "tmpfs", "-o", SIZE, "gantry-small", path.toString());
        }
        return new SmallDisk(path);
    }

    /** Empty, or why none can be mounted. */
    static String impossible() {
        try {
            Path tried = Files.createTempDirectory("gantry-small");
            run("mount", "-t", "tmpfs", "-o", SIZE, "gantry-small", tried.toString());
            run("umount", tried.toString());
            return "";
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

    /** Takes it away. */
    void unmount() throws IOException, InterruptedException {
        run("umount", "-l", path.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }
}
