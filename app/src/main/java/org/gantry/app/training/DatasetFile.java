package org.gantry.app.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.app.Json;
import org.gantry.domain.scan.DatasetManifest;

/** {@code dataset.json} in an out folder: which data set its results are of, so that no others are mixed with them. */
public final class DatasetFile {
    private static final String NAME = "dataset.json";

    private DatasetFile() {}

    /**
     * Writes it, or compares it with the one of an earlier start.
     *
     * @throws IllegalArgumentException if the folder holds results of another data set
     */
    public static void keep(Path folder, DatasetManifest manifest) throws IOException {
        Path file = folder.resolve(NAME);
        if (Files.exists(file)) {
            String digest =
                    new ObjectMapper().readTree(file.toFile()).path("digest").asText();
            if (!digest.equals(manifest.digest())) {
                throw new IllegalArgumentException("data set " + manifest.name() + " is not the one that " + file
                        + " tells of: scans, labels or roles have changed since; choose another --out");
            }
        }
        Files.writeString(file, Json.pretty(TrainingFigures.dataset(manifest)));
    }
}
