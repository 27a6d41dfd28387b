package org.gantry.app.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gantry.app.Json;
import org.gantry.app.report.ComparisonPicture;
import org.gantry.app.report.Pictures;
import org.gantry.app.training.NamedModel;
import org.gantry.app.training.TrainingFigures;
import org.gantry.app.training.TrainingRecord;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.DatasetManifest;

/**
 * Networks compared (paper, Table 3): a pure function of what their trainings left on the bus.
 *
 * @param experiment what all have in common
 * @param rows the networks, in the order in which they were named
 */
public record Table3(Experiment experiment, List<TableRow> rows) {
    public Table3 {
        rows = List.copyOf(rows);
    }

    /**
     * The table of some trainings: a row for each network, in the order in which they come.
     *
     * @param name of the benchmark or the run
     * @param trainings at least one
     */
    public static Table3 of(String name, DatasetManifest manifest, List<TrainingRecord> trainings) {
        Map<ModelChoice, List<TrainingRecord>> byModel = trainings.stream()
                .collect(Collectors.groupingBy(
                        training -> training.spec().model(), LinkedHashMap::new, Collectors.toList()));
        TrainingSpec common = trainings.get(0).spec();
        List<TableRow> rows = new ArrayList<>();
        byModel.forEach((choice, own) -> {
            NamedModel model = new NamedModel(choice);
            rows.add(new TableRow(
                    model, model.cost(manifest.labels().size(), common.input().size()), own));
        });
        List<Long> seeds = trainings.stream()
                .map(training -> training.spec().seed())
                .distinct()
                .sorted()
                .toList();
        return new Table3(new Experiment(name, manifest, seeds, common), rows);
    }

    /** The trainings that failed, with their reasons, for people. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (TableRow row : rows) {
            for (TrainingRecord training : row.trainings()) {
                training.failure()
                        .ifPresent(reason ->
                                failures.add("failed: " + training.spec().job() + ": " + reason));
            }
        }
        return failures;
    }

    /** All of it, for programs: every training's own figures too. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>(experiment.figures());
        figures.put("models", rows.stream().map(Table3::figures).toList());
        return figures;
    }

    private static Map<String, Object> figures(TableRow row) {
        Map<String, Object> figures = new LinkedHashMap<>(TrainingFigures.model(row.model(), row.cost()));
        for (Figure figure : Figure.values()) {
            figures.put(figure.key(), row.of(figure).figures());
        }
        figures.put(
                "trainings",
                row.trainings().stream().map(TrainingFigures::course).toList());
        return figures;
    }

    /** Writes {@code table3} as text, CSV, JSON and picture. */
    public void write(Path folder) throws IOException {
        List<String> text = new ArrayList<>(TableText.lines(this));
        text.addAll(experiment.lines());
        Files.write(folder.resolve("table3.txt"), text);
        Files.write(folder.resolve("table3.csv"), TableCsv.lines(this));
        Files.writeString(folder.resolve("table3.json"), Json.pretty(figures()));
        Pictures.write(ComparisonPicture.of(TablePicture.content(this)), folder.resolve("table3.png"));
    }
}
