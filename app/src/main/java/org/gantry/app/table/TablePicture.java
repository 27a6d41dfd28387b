package org.gantry.app.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gantry.app.report.ComparisonPicture.Content;
import org.gantry.app.report.ComparisonPicture.Series;

/** What the table's picture shows: of each network its size, and the figures that are fractions. */
final class TablePicture {
    private static final List<Figure> SHOWN = List.of(
            Figure.ACCURACY,
            Figure.BALANCED_ACCURACY,
            Figure.SENSITIVITY,
            Figure.SPECIFICITY,
            Figure.PRECISION,
            Figure.F1,
            Figure.AUROC);
    private static final List<String> NAMES =
            List.of("accuracy", "balanced\naccuracy", "sensitivity", "specificity", "precision", "F1", "AUROC");

    private TablePicture() {}

    static Content content(Table3 table) {
        List<Series> series = new ArrayList<>();
        for (TableRow row : table.rows()) {
            series.add(new Series(
                    row.model().title(),
                    row.cost().mib(),
                    SHOWN.stream().map(figure -> row.of(figure).values()).toList()));
        }
        Experiment experiment = table.experiment();
        String below = String.format(
                Locale.ROOT,
                "%d epochs, volumes of %s, seeds %s. Bars and dots: mean; whiskers: standard deviation; small dots: seeds;"
                        + " dashed: always the most frequent label",
                experiment.spec().plan().epochs(),
                experiment.spec().input().size(),
                experiment.seeds());
        return new Content(
                "Networks compared on the " + experiment.tests() + " test scans of "
                        + experiment.manifest().name(),
                below,
                NAMES,
                series,
                experiment.majorityAccuracy());
    }
}
