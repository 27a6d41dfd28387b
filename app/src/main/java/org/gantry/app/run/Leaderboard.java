package org.gantry.app.run;

import java.util.List;
import java.util.Locale;

/** The leaderboard as a table of text. */
final class Leaderboard {
    private Leaderboard() {}

    static String text(List<Report.Line> lines) {
        StringBuilder table = new StringBuilder(String.format(
                "%4s  %9s  %9s  %12s  %14s  %s%n", "rank", "from scr.", "shared w.", "parameters", "macs", "genotype"));
        for (int i = 0; i < lines.size(); i++) {
            Report.Line line = lines.get(i);
            table.append(String.format(
                    Locale.ROOT,
                    "%4d  %9s  %9.3f  %,12d  %,14d  %s%n",
                    i + 1,
                    line.trained()
                            .map(t -> String.format(Locale.ROOT, "%.3f", t))
                            .orElse("-"),
                    line.performance(),
                    line.parameters(),
                    line.macs(),
                    line.genotype()));
        }
        return table.toString();
    }
}
