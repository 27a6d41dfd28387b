package org.gantry.app.appendix;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;
import org.gantry.app.report.Curves;
import org.gantry.app.table.Table3;
import org.gantry.app.table.TableText;
import org.gantry.app.training.TrainingRecord;

/** The trainings: Table 3, and how each of them went. */
final class TrainingsPart {
    private TrainingsPart() {}

    static SectionTag of(RunFound found) {
        List<TrainingRecord> trainings = found.trainings();
        List<DomContent> content = new ArrayList<>();
        if (trainings.isEmpty()) {
            content.add(p("No network was trained in full yet."));
        } else {
            Table3 table = Table3.of(found.run(), found.manifest(), trainings);
            List<List<String>> cells = TableText.cells(table);
            content.add(Html.rows(cells.get(0), cells.subList(1, cells.size())));
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
}
