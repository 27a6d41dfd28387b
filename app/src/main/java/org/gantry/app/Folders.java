package org.gantry.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.domain.CanIgnoreReturnValue;

/** Makes the folders that a user named, and says in plain words why one cannot be made or written. */
public final class Folders {
    private Folders() {}

    /**
     * A folder that can be written, made where it is missing.
     *
     * @param option what the user may give another one with, as {@code --out}
     * @throws IllegalArgumentException if it cannot be made or written
     */
    @CanIgnoreReturnValue
    public static Path writable(Path folder, String option) {
        try {
            Path made = Files.createDirectories(folder);
            Files.delete(Files.createTempFile(made, "gantry", ".probe"));
            return made;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot write to " + folder + " (" + reason(e) + "); choose another " + option, e);
        }
    }

    /**
     * A file that can be written, its folder made where it is missing.
     *
     * @param option what the user may give another file with, as {@code --out}
     * @throws IllegalArgumentException if it cannot be written, or a folder stands in its place
     */
    @CanIgnoreReturnValue
    public static Path writableFile(Path file, String option) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder; name a file with " + option);
        }
        Path full = file.toAbsolutePath().normalize();
        return writable(full.resolveSibling("."), option).resolve(full.getFileName());
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileAlreadyExistsException ? "a file stands there" : String.valueOf(e.getMessage());
    }

    /** A scan's id as the beginning of a file's name, which leads nowhere: whoever feeds the bus chooses ids. */
    public static String fileName(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.]+", "_");
    }
}
