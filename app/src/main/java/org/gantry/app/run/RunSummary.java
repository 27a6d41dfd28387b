package org.gantry.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.run.SearchSettings;

/** What a run came to, in lines for people. */
public final class RunSummary {
    private static final int SHOWN = 10;

    private RunSummary() {}

    /** The lines. */
    public static List<String> lines(RunResults results) {
        Report report = new Report(results);
        Metrics test = report.metrics();
        List<String> lines = new ArrayList<>();
        results.ingested().oddities().forEach(o -> lines.add("note: " + o));
        results.ingested().refused().forEach(r -> lines.add("refused: " + r));
        SearchSettings search = results.spec().search();
        lines.add(String.format(
                Locale.ROOT,
                "search      widths %s, strides %s, %d epochs, %d alpha updates (%s)",
                results.spec().widths(),
                results.spec().strides(),
                search.epochs(),
                report.alphaUpdates(),
                search.mode()));
        List<Report.Line> board = report.leaderboard();
        lines.add("leaderboard (accuracy on D_V: after the short training from scratch, and with the shared weights)");
        lines.add(Leaderboard.text(board.subList(0, Math.min(SHOWN, board.size())))
                .stripTrailing());
        lines.add("best        " + results.model().network() + ", retrained for "
                + results.spec().evaluation().plan().epochs() + " epochs");
        lines.add(String.format(
                Locale.ROOT,
                "test        %d scans: accuracy %.3f (majority %.3f), balanced %.3f, sensitivity %.3f, specificity %.3f,"
                        + " precision %.3f, F1 %.3f, AUROC %s",
                test.count(),
                test.accuracy(),
                test.majorityAccuracy(),
                test.balancedAccuracy(),
                test.sensitivity(),
                test.specificity(),
                test.precision(),
                test.f1(),
                test.auroc().isPresent()
                        ? String.format(Locale.ROOT, "%.3f", test.auroc().getAsDouble())
                        : "-"));
        for (int c = 0; c < test.classes(); c++) {
            lines.add("  truth " + results.manifest().labels().get(c) + " -> predicted "
                    + counts(test.confusion()[c], results.manifest().labels()));
        }
        lines.add("answers     " + results.predictions().size() + " predictions and "
                + results.cams().size() + " CAMs read back from the topics");
        return lines;
    }

    private static String counts(int[] row, List<String> labels) {
        List<String> counts = new ArrayList<>();
        for (int c = 0; c < row.length; c++) {
            counts.add(labels.get(c) + " " + row[c]);
        }
        return String.join(", ", counts);
    }
}
