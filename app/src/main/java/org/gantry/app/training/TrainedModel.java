package org.gantry.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gantry.app.Json;
import org.gantry.app.report.ConfusionPicture;
import org.gantry.app.report.Curves;
import org.gantry.app.report.Pictures;
import org.gantry.app.run.CardFiles;
import org.gantry.app.run.TestSummary;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.ModelBundle;
import org.jspecify.annotations.Nullable;

/**
 * What a training came to.
 *
 * @param network which network
 * @param manifest on which data
 * @param record how it went
 * @param model what it published
 */
public record TrainedModel(NamedModel network, DatasetManifest manifest, TrainingRecord record, ModelAnnounced model) {
    /** All of it, for programs. */
    public Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("name", model.model());
        figures.put("model", TrainingFigures.model(network, cost()));
        figures.put("dataset", TrainingFigures.dataset(manifest));
        figures.put("settings", TrainingFigures.settings(record.spec()));
        figures.putAll(TrainingFigures.course(record));
        figures.put("bundle", model.digest());
        figures.put("software", model.provenance().software());
        return figures;
    }

    /** Its test for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        record.test().ifPresent(test -> {
            lines.add(String.format(
                    Locale.ROOT,
                    "chosen      epoch %d of %d by validation; %.1f scans a second",
                    test.epoch() + 1,
                    record.epochs().size(),
                    test.scansPerSecond()));
            lines.addAll(TestSummary.lines(test.metrics(), manifest.labels()));
        });
        return lines;
    }

    private NetworkDescription cost() {
        return network.cost(manifest.labels().size(), record.spec().input().size());
    }

    /** Writes figures, pictures and the bundle. */
    public void write(Path folder, byte[] bundle) throws IOException {
        Files.writeString(folder.resolve("results.json"), Json.pretty(figures()));
        Files.write(folder.resolve("model.gantry.zip"), bundle);
        CardFiles.write(ModelBundle.of(bundle), folder);
        String title = network.title() + ", " + manifest.name();
        Pictures.write(Curves.learning("Training of " + title, record.epochs()), folder.resolve("learning.png"));
        Pictures.write(
                ConfusionPicture.of(model.test(), manifest.labels(), "Test of " + title),
                folder.resolve("confusion.png"));
    }
}
