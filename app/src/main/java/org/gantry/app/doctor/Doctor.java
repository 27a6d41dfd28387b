package org.gantry.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gantry.network.TensorFlowRuntime;

/**
 * Looks at this machine, part by part.
 *
 * @param workingFolder where a command would write its results
 */
public record Doctor(Path workingFolder) {
    private static final long GIB = 1L << 30;
    private static final long MEMORY_NEEDED = 3 * GIB; // what the demo is held to
    private static final long DISK_NEEDED = 2 * GIB; // the demo's broker, RocksDB and results
    private static final long NATIVE_LIBRARIES = GIB; // TensorFlow unpacks 652 MB, once

    /** Everything that was found. */
    public List<Finding> findings() {
        Path home = Path.of(System.getProperty("user.home"));
        List<Finding> findings = new ArrayList<>(List.of(
                jdk(),
                cores(Runtime.getRuntime().availableProcessors()),
                memory(totalMemory()),
                disk("disk", workingFolder.toAbsolutePath(), DISK_NEEDED),
                disk("home", home, NATIVE_LIBRARIES),
                temporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))),
                tensorFlow()));
        findings.addAll(Gpu.here().findings());
        findings.add(Fonts.look());
        findings.add(Docker.look(Path.of("/var/run/docker.sock")));
        return List.copyOf(findings);
    }

    private static Finding jdk() {
        return Finding.ok("JDK", Runtime.version() + ", " + System.getProperty("java.vendor"));
    }

    static Finding cores(int cores) {
        return cores >= 2
                ? Finding.ok("cores", Integer.toString(cores))
                : Finding.note("cores", "1", "works, but the times that the README names are of 2 cores");
    }

    private static long totalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    static Finding memory(long bytes) {
        return bytes >= MEMORY_NEEDED
                ? Finding.ok("memory", gib(bytes))
                : Finding.lacking("memory", gib(bytes), "give the machine or container " + gib(MEMORY_NEEDED));
    }

    static Finding disk(String subject, Path folder, long needed) {
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            String found = gib(usable) + " free at " + folder;
            if (!Files.isWritable(folder)) {
                return Finding.lacking(subject, folder + " is not writable", "work in a folder of your own");
            }
            return usable >= needed
                    ? Finding.ok(subject, found)
                    : Finding.lacking(subject, found, "free " + gib(needed) + " there");
        } catch (IOException e) {
            return Finding.lacking(subject, folder + " cannot be read: " + e.getMessage(), "work in another folder");
        }
    }

    /** RocksDB and compression libraries unpack native code there, so it must not be mounted noexec. */
    static Finding temporaryFolder(Path folder) {
        String remedy = "set -Djava.io.tmpdir to a folder that may hold programs: GANTRY_JAVA_OPTS";
        try {
            Path probe = Files.createTempFile(folder, "gantry", ".probe");
            try {
                boolean executable = probe.toFile().setExecutable(true) && Files.isExecutable(probe);
                return executable
                        ? Finding.ok("temporary", folder.toString())
                        : Finding.lacking("temporary", folder + " may not hold programs (noexec)", remedy);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return Finding.lacking("temporary", folder + " cannot be written: " + e.getMessage(), remedy);
        }
    }

    private static Finding tensorFlow() {
        try {
            return Finding.ok("TensorFlow", TensorFlowRuntime.load().toString());
        } catch (IllegalStateException e) {
            return Finding.lacking(
                    "TensorFlow", "" + e.getMessage(), "use x86-64 Linux with glibc, for which this build is made");
        }
    }

    static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
    }
}
