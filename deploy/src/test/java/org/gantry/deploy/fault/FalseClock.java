package org.gantry.deploy.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wall clock that can jump, by Debian's libfaketime; the monotonic clock goes on as it did, and so do the JVM's timed
 * waits, which would all return at once with libfaketime's fix for older C libraries.
 *
 * @param file that says how far it is off
 */
record FalseClock(Path file) {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    /** One that is right until it jumps. */
    static FalseClock at(Path file) throws IOException {
        FalseClock clock = new FalseClock(file);
        if (!Files.exists(file)) {
            clock.jump("+0");
        }
        return clock;
    }

    /** Empty, or why there is none here. */
    static String impossible() {
        return library().isPresent() ? "" : "libfaketime is not here: sudo apt install faketime";
    }

    /** How far it is off from now on, as {@code +1h}. */
    void jump(String offset) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, offset + "\n");
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a process needs to have it. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }
}
