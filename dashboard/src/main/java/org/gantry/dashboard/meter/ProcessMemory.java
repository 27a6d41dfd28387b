package org.gantry.dashboard.meter;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory of a process as Linux sees it.
 *
 * @param status file that says it, as {@code /proc/self/status}
 */
record ProcessMemory(Path status) {
    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;

    /** This process's. */
    static ProcessMemory here() {
        return new ProcessMemory(Path.of("/proc/self/status"));
    }

    /** Resident bytes; empty where the system does not tell. */
    OptionalLong resident() {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Resident bytes that are not the JVM's own pools: TensorFlow's tensors, RocksDB's caches, libraries, stacks. A
     * lower bound, since of what the pools have reserved some is not resident.
     */
    OptionalLong beyondJvm() {
        MemoryMXBean jvm = ManagementFactory.getMemoryMXBean();
        long own = jvm.getHeapMemoryUsage().getCommitted()
                + jvm.getNonHeapMemoryUsage().getCommitted();
        OptionalLong resident = resident();
        return resident.isPresent() ? OptionalLong.of(Math.max(0, resident.getAsLong() - own)) : resident;
    }
}
