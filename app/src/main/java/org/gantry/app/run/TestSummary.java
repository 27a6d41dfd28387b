package org.gantry.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Temperature;

/** A model's one test in lines for people. */
public final class TestSummary {
    private TestSummary() {}

    /** The figures on one line, then the confusion counts, a line for each truth. */
    public static List<String> lines(Metrics test, List<String> labels) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "test        %d scans: accuracy %.3f (majority %.3f), balanced %.3f, sensitivity %.3f, specificity %.3f,"
                        + " precision %.3f, F1 %.3f, AUROC %s, calibration error %s",
                test.count(),
                test.accuracy(),
                test.majorityAccuracy(),
                test.balancedAccuracy(),
                test.sensitivity(),
                test.specificity(),
                test.precision(),
                test.f1(),
                text(test.auroc()),
                text(test.calibrationError())));
        test.calibration()
                .filter(c -> !c.temperature().equals(Temperature.ONE)) // an ensemble has none of its own
                .ifPresent(c -> lines.add(String.format(
                        Locale.ROOT,
                        "  calibrated at temperature %.3f: cross-entropy %.3f -> %.3f, calibration error %.3f -> %s",
                        c.temperature().value(),
                        c.lossBefore(),
                        c.loss(),
                        c.errorBefore(),
                        text(test.calibrationError()))));
        for (int c = 0; c < test.classes(); c++) {
            lines.add("  truth " + labels.get(c) + " -> predicted " + counts(test.confusion()[c], labels));
        }
        return lines;
    }

    private static String text(OptionalDouble figure) {
        return figure.isPresent() ? String.format(Locale.ROOT, "%.3f", figure.getAsDouble()) : "-";
    }

    private static String counts(int[] row, List<String> labels) {
        List<String> counts = new ArrayList<>();
        for (int c = 0; c < row.length; c++) {
            counts.add(labels.get(c) + " " + row[c]);
        }
        return String.join(", ", counts);
    }
}
