package org.gantry.ingest.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder in which each entry is a delivery, locked for this process; what is settled lies in two folders of it. */
public final class DropFolder implements AutoCloseable {
    /** Where entries go that are on the bus. */
    public static final String DONE = "done";
    /** Where entries go of which nothing is. */
    public static final String REJECTED = "rejected";

    private static final List<String> UNFINISHED = List.of(".part", ".tmp");

    private final Path path;
    private final FileChannel lock;

    private DropFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * A folder, made where it is missing.
     *
     * @throws IllegalArgumentException if another process has it, or it cannot be written
     */
    public static DropFolder open(Path folder) {
        try {
            Path path = Files.createDirectories(folder.toAbsolutePath().normalize());
            Files.createDirectories(path.resolve(DONE));
            Files.createDirectories(path.resolve(REJECTED));
            FileChannel channel =
                    FileChannel.open(path.resolve(".gantry.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new IllegalArgumentException(
                        folder + " is in use by another gantry process; give each a folder of its own");
            }
            return new DropFolder(path, channel);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    folder + ": deliveries cannot be taken there, as it cannot be written (" + e.getMessage()
                            + "); give its owner the right to, or name another folder",
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Whether a name says that its file is still being written. */
    static boolean unfinished(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return UNFINISHED.stream().anyMatch(lower::endsWith);
    }

    /** Whether an entry of that name is a delivery. */
    public static boolean isDelivery(String name) {
        return !name.startsWith(".") && !unfinished(name) && !name.equals(DONE) && !name.equals(REJECTED);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The deliveries that lie there with what they look like, the one that was changed first in front. */
    Map<String, Look> look() throws IOException {
        record Entry(String name, FileTime changed) {}
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(path)) {
            for (Path entry : all.toList()) {
                String name = String.valueOf(entry.getFileName());
                Optional<FileTime> changed = isDelivery(name) ? changed(entry) : Optional.empty();
                changed.ifPresent(time -> entries.add(new Entry(name, time)));
            }
        }
        entries.sort(Comparator.comparing(Entry::changed).thenComparing(Entry::name));
        Map<String, Look> looks = new LinkedHashMap<>();
        for (Entry entry : entries) {
            looks.put(entry.name(), Look.at(path.resolve(entry.name())));
        }
        return looks;
    }

    /** When an entry was changed last; empty where it went in between. */
    private static Optional<FileTime> changed(Path entry) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(entry));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": the lock cannot be released", e);
        }
    }
}
