package org.gantry.app.command;

import java.util.List;
import java.util.function.Function;
import org.gantry.app.run.EpochFigures;
import org.gantry.app.run.RunRecord;

/**
 * Where a watched run is shown: on a terminal one page that is drawn again in its place, else a page an epoch, and with
 * {@code --json} a line an epoch.
 */
final class WatchScreen {
    private static final long SHORTEST = 200_000_000; // ns between two pictures
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Output output;
    private final boolean terminal;
    private final Function<RunRecord, List<String>> page;
    private long shown = System.nanoTime() - SHORTEST;
    private int height;
    private int epochs = -1;

    WatchScreen(Output output, boolean terminal, Function<RunRecord, List<String>> page) {
        this.output = output;
        this.terminal = terminal;
        this.page = page;
    }

    /** Shows how the run stands now, if that is worth it. */
    void show(RunRecord now) {
        if (output.json()) {
            List<?> lines = EpochFigures.of(now);
            lines.subList(Math.max(0, epochs), lines.size()).forEach(output::item);
            epochs = lines.size();
        } else if (terminal) {
            long time = System.nanoTime();
            if (now.ended() || time - shown >= SHORTEST) {
                shown = time;
                redraw(page.apply(now));
            }
        } else {
            int completed = EpochFigures.of(now).size();
            if (completed > epochs || now.ended()) {
                epochs = completed;
                page.apply(now).forEach(output::say);
                output.say("");
            }
        }
    }

    private void redraw(List<String> lines) {
        StringBuilder text = new StringBuilder(height > 0 ? "\u001b[" + height + "A" : "");
        lines.forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
        output.draw(text.append(CLEAR_BELOW).toString());
        height = lines.size();
    }
}
