package org.gantry.ingest.delivery;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Objects;

/**
 * What an entry of a folder looks like from outside: two equal looks mean that nothing was written in between.
 *
 * @param files how many it has
 * @param bytes how many they have
 * @param mix of their paths, sizes and times of change
 * @param unfinished a name in it that says that more is to come, or empty
 */
record Look(int files, long bytes, long mix, String unfinished) {
    private static final int DEPTH = 16;

    /** Of a file, or of a folder and all that is in it. */
    static Look at(Path entry) throws IOException {
        Sum sum = new Sum(entry);
        Files.walkFileTree(entry, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, sum);
        return new Look(sum.files, sum.bytes, sum.mix, sum.unfinished);
    }

    /** Whether there is anything, and nothing says that it is not all. */
    boolean finished() {
        return files > 0 && unfinished.isEmpty();
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
        private final Path entry;
        private int files;
        private long bytes;
        private long mix;
        private String unfinished = "";

        Sum(Path entry) {
            this.entry = entry;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            // a sum, as a folder lists its files in any order
            mix += Objects.hash(
                    entry.relativize(file).toString(),
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis());
            String name = String.valueOf(file.getFileName());
            if (DropFolder.unfinished(name)) {
                unfinished = name;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            if (cause instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // gone in between: the next look differs
            }
            files++; // who reads it says why it cannot be
            return FileVisitResult.CONTINUE;
        }
    }
}
