package org.gantry.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gantry.app.Folders;
import org.gantry.app.Json;
import org.gantry.domain.Trees;
import org.gantry.domain.answer.Cam;
import org.gantry.network.Bundle;

/**
 * Writes a run's results where the user asked for them.
 *
 * @param path the folder
 */
public record OutFolder(Path path) {
    private static final String MARK = ".gantry-demo";

    /**
     * Makes the folder, before any work is done.
     *
     * @throws IllegalArgumentException if it cannot be made or written
     */
    public static OutFolder create(Path path) {
        return new OutFolder(Folders.writable(path, "--out"));
    }

    /**
     * The same folder with nothing of an earlier demo in it.
     *
     * @throws IllegalArgumentException if something else lies there
     */
    public OutFolder emptied() throws IOException {
        Path mark = path.resolve(MARK);
        List<Path> files =
                Trees.deepestFirst(path).stream().filter(f -> !f.equals(path)).toList();
        if (!files.isEmpty() && !Files.exists(mark)) {
            throw new IllegalArgumentException(path + " is not empty and not a demo's folder; choose another --out");
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.writeString(mark, "made by gantry demo, which empties this folder\n");
        return this;
    }

    /** Writes figures, pictures, predictions, CAMs and the bundle. */
    public void write(RunResults results, byte[] bundle, Originals originals) throws IOException {
        Report report = new Report(results);
        Files.writeString(path.resolve("results.json"), Json.pretty(report.figures()));
        Files.writeString(path.resolve("predictions.json"), Json.pretty(report.predictions()));
        Files.writeString(path.resolve("leaderboard.txt"), Leaderboard.text(report.leaderboard()));
        Files.write(path.resolve("model.gantry.zip"), bundle);
        CardFiles.write(Bundle.of(bundle), path);
        new RunPictures(results, originals).write(path);
        for (Cam cam : results.cams().values()) {
            CamFile.write(cam, path.resolve("cams"));
        }
    }
}
