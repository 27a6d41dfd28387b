package org.gantry.ingest.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Trees {
    private Trees() {}

    /** Deletes one. */
    static void delete(Path tree) throws IOException {
        for (Path path : all(tree)) {
            Files.deleteIfExists(path);
        }
    }

    /** How many bytes its files have. */
    static long bytes(Path tree) throws IOException {
        long bytes = 0;
        for (Path path : all(tree)) {
            bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /** What is in one comes before it. */
    private static List<Path> all(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(tree)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
