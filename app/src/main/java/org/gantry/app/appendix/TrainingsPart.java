package org.gantry.app.appendix;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gantry.app.report.Curves;
import org.gantry.app.table.Experiment;
import org.gantry.app.table.Figure;
import org.gantry.app.table.Table3;
import org.gantry.app.table.TableRow;
import org.gantry.app.training.NamedModel;
import org.gantry.app.training.TrainingRecord;
import org.gantry.domain.network.ModelChoice;

/** The trainings: Table 3, and how each of them went. */
final class TrainingsPart {
    private TrainingsPart() {}

    static SectionTag of(RunFound found) {
        List<TrainingRecord> trainings = found.trainings();
        List<DomContent> content = new ArrayList<>();
        if (trainings.isEmpty()) {
            content.add(p("No network was trained in full yet."));
        } else {
            Table3 table = table(found, trainings);
            content.add(rows(table));
            content.add(p("The paper's Table 3 for this data: mean, and standard deviation over seeds where there are"
                    + " several. " + String.join(" ", table.experiment().lines())));
            trainings.stream()
                    .filter(training -> !training.epochs().isEmpty())
                    .forEach(training -> content.add(Html.picture(
                            Curves.learning(training.name(), training.epochs()),
                            training.spec().job() + ", seed " + training.spec().seed() + chosen(training))));
            table.failures().forEach(failure -> content.add(p(failure).withClass("warning")));
        }
        return Html.part("Trainings", content);
    }

    private static String chosen(TrainingRecord training) {
        return training.test()
                .map(test -> "; epoch " + (test.epoch() + 1) + " was chosen by validation")
                .orElse("");
    }

    /** The table of a run's networks. */
    static Table3 table(RunFound found, List<TrainingRecord> trainings) {
        Map<ModelChoice, List<TrainingRecord>> byModel = trainings.stream()
                .collect(Collectors.groupingBy(
                        training -> training.spec().model(), LinkedHashMap::new, Collectors.toList()));
        List<TableRow> rows = new ArrayList<>();
        byModel.forEach((choice, own) -> {
            NamedModel model = new NamedModel(choice);
            rows.add(new TableRow(
                    model,
                    model.cost(
                            found.manifest().labels().size(),
                            own.get(0).spec().input().size()),
                    own));
        });
        List<Long> seeds =
                trainings.stream().map(t -> t.spec().seed()).distinct().sorted().toList();
        return new Table3(
                new Experiment(
                        found.run(), found.manifest(), seeds, trainings.get(0).spec()),
                rows);
    }

    private static DomContent rows(Table3 table) {
        List<String> header = new ArrayList<>(List.of("model", "seeds"));
        for (Figure figure : Figure.values()) {
            header.add(figure.header());
        }
        header.addAll(List.of("MiB", "parameters", "GMAC"));
        List<List<String>> rows = new ArrayList<>();
        for (TableRow row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.model().title(),
                    Integer.toString(row.of(Figure.ACCURACY).values().size())));
            for (Figure figure : Figure.values()) {
                cells.add(row.of(figure).text(figure.scale(), figure.decimals()));
            }
            cells.add(String.format(Locale.ROOT, "%.2f", row.cost().mib()));
            cells.add(Html.whole(row.cost().parameters()));
            cells.add(String.format(Locale.ROOT, "%.2f", row.cost().macs() / 1e9));
            rows.add(cells);
        }
        return Html.rows(header, rows);
    }
}
