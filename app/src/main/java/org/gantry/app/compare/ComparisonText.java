package org.gantry.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.gantry.app.report.PairsPicture.Content;
import org.gantry.app.report.PairsPicture.Panel;
import org.gantry.app.table.Spread;

/** A comparison for people: a line a measure with its test, and what its picture shows. */
final class ComparisonText {
    private ComparisonText() {}

    static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("budget      " + comparison.budget().text());
        lines.add("test        " + SignFlip.NAME);
        comparison.pairs().forEach(pairs -> lines.add(line(comparison, pairs)));
        lines.add(String.format(
                "ranking     Kendall's tau between shared-weight and trained accuracy of the candidates, mean of runs:"
                        + " %s %s, RANDOM %s",
                comparison.claimed(),
                number(comparison.tau(comparison.mode())),
                number(comparison.tau(comparison.control()))));
        lines.addAll(comparison.failures());
        return lines;
    }

    private static String line(Comparison comparison, Pairs pairs) {
        if (pairs.seeds().isEmpty()) {
            return pairs.measure().title() + ": no pair of runs has it";
        }
        Spread differences = new Spread(pairs.differences());
        return String.format(
                Locale.ROOT,
                "%-66s %s %s, RANDOM %s; difference %+.3f ± %.3f over %d seeds, p = %s",
                pairs.measure().title(),
                comparison.claimed(),
                text(pairs.mode()),
                text(pairs.control()),
                differences.mean(),
                differences.deviation(),
                pairs.seeds().size(),
                number(pairs.p()));
    }

    private static String text(List<Double> values) {
        Spread spread = new Spread(values);
        return String.format(Locale.ROOT, "%.3f ± %.3f", spread.mean(), spread.deviation());
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "-";
    }

    /** What the picture shows. */
    static Content picture(Comparison comparison) {
        List<Panel> panels = comparison.pairs().stream()
                .map(pairs ->
                        new Panel(pairs.measure().title(), pairs.control(), pairs.mode(), "p = " + number(pairs.p())))
                .toList();
        return new Content(
                comparison.claimed() + " against RANDOM on "
                        + comparison.manifest().name(),
                comparison.budget().text(),
                List.of("RANDOM", comparison.claimed().toString()),
                panels);
    }
}
