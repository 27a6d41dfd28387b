package org.gantry.ingest;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real CT data beside the project; a test that asks for it where it is absent is skipped, and says so. */
public final class RealScans {
    private RealScans() {}

    /** A path below {@code ../shared/data} as seen from the project's root. */
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("basedir", "."))
                .resolve("../../shared/data")
                .resolve(name);
        assumeThat(Files.exists(path))
                .as("skipped: the real CT data is not at "
                        + path.toAbsolutePath().normalize())
                .isTrue();
        return path;
    }
}
