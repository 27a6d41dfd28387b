package org.gantry.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class Trees {
    private Trees() {}

    /** Deletes one, if it is there. */
    public static void delete(Path tree) throws IOException {
        for (Path path : deepestFirst(tree)) {
            Files.deleteIfExists(path);
        }
    }

    /** How many bytes its files have. */
    public static long bytes(Path tree) throws IOException {
        long bytes = 0;
        for (Path path : deepestFirst(tree)) {
            bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /** All of one, what is in a folder before it, itself last; nothing if it is not there. */
    public static List<Path> deepestFirst(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(tree)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
