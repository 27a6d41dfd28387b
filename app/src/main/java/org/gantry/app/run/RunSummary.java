package org.gantry.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gantry.domain.run.SearchSettings;

/** What a run came to, in lines for people. */
public final class RunSummary {
    private static final int SHOWN = 10;

    private RunSummary() {}

    /** The lines. */
    public static List<String> lines(RunResults results) {
        Report report = new Report(results);
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
        results.record().warnings().forEach(w -> lines.add(Warnings.line(w)));
        List<Leaderboard.Line> board = report.leaderboard();
        lines.add("leaderboard (accuracy on D_V: after the short training from scratch, and with the shared weights)");
        lines.add(Leaderboard.table(board.subList(0, Math.min(SHOWN, board.size())))
                .stripTrailing());
        int members = results.model().members().size();
        lines.add("best        " + results.model().network() + ", retrained for "
                + results.spec().evaluation().plan().epochs() + " epochs"
                + (members == 0 ? "" : "; with the next of an ensemble of " + members));
        lines.addAll(TestSummary.lines(report.metrics(), results.manifest().labels()));
        long abstaining = results.predictions().values().stream()
                .filter(p -> p.trust().abstains())
                .count();
        lines.add("answers     " + results.predictions().size() + " predictions (" + abstaining + " abstain) and "
                + results.cams().size() + " CAMs read back from the topics");
        return lines;
    }
}
