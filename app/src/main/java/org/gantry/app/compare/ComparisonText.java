package org.gantry.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        lines.add("causes      " + comparison.claimed() + ": "
                + Causes.of(comparison.mode()).text());
        lines.add("            RANDOM: " + Causes.of(comparison.control()).text());
        lines.addAll(comparison.failures());
        return lines;
    }

    private static String line(Comparison comparison, Pairs pairs) {
        if (pairs.seeds().isEmpty()) {
            return pairs.measure().title() + ": no pair of runs has it";
        }
        return String.format(
                Locale.ROOT,
                "%-66s %s %s, RANDOM %s; difference %s over %d seeds, p = %s",
                pairs.measure().title(),
                comparison.claimed(),
                text(pairs.mode()),
                text(pairs.control()),
                text(pairs.differences()),
                pairs.seeds().size(),
                Causes.number(pairs.p()));
    }

    private static String text(List<Double> values) {
        return new Spread(values).text(1, 3);
    }

    /** What the picture shows. */
    static Content picture(Comparison comparison) {
        List<Panel> panels = comparison.pairs().stream()
                .map(pairs -> new Panel(
                        pairs.measure().title(), pairs.control(), pairs.mode(), "p = " + Causes.number(pairs.p())))
                .toList();
        return new Content(
                comparison.claimed() + " against RANDOM on "
                        + comparison.manifest().name(),
                comparison.budget().text(),
                List.of("RANDOM", comparison.claimed().toString()),
                panels);
    }
}
