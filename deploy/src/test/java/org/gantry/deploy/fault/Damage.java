package org.gantry.deploy.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Damages the files of a RocksDB directory as a bad disk would. */
final class Damage {
    private static final List<String> STORES = List.of(".sst", ".log");
    private static final int BYTES = 64;

    private Damage() {}

    /** Overwrites bytes in the middle of each table, log and manifest below a directory. */
    static void to(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).filter(Damage::ofStore).toList();
        }
        if (files.isEmpty()) {
            throw new IllegalStateException(directory + " holds no RocksDB");
        }
        for (Path file : files) {
            damage(file);
        }
    }

    private static boolean ofStore(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("MANIFEST") || STORES.stream().anyMatch(name::endsWith);
    }

    private static void damage(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] nonsense = new byte[(int) Math.min(BYTES, bytes.length())];
            bytes.seek((bytes.length() - nonsense.length) / 2);
            for (int i = 0; i < nonsense.length; i++) {
                nonsense[i] = (byte) (0xa5 ^ i);
            }
            bytes.write(nonsense);
        }
    }
}
