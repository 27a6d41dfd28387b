package org.gantry.app;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far long work is: a bar on the terminal with rate and time left, or a line in the log now and then. */
public final class Progress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final int REFRESH = 250; // ms

    private final Display display;
    private long done;
    private long total;
    private String note = "";

    private Progress(Display display, long total) {
        this.display = display;
        this.total = total;
    }

    /** Where it is shown. */
    interface Display {
        Display NONE = (done, total, note) -> {};

        /** So many of so many are done, and what is to be said beside. */
        void show(long done, long total, String note);

        default void close() {}
    }

    /**
     * Begins to show it.
     *
     * @param task what is done, in few words
     * @param unit what is counted, as {@code " scans"}
     * @param total how many there are
     * @param quiet true for nothing, as with {@code --json}
     */
    public static Progress begin(String task, String unit, long total, boolean quiet) {
        Display where = quiet
                ? Display.NONE
                : onTerminal()
                        ? new Bar(task, unit, total)
                        : new ProgressLines(task, unit, System::nanoTime, LOG::info);
        return new Progress(where, total);
    }

    /** The launcher knows whether standard error, where the bar goes, is a terminal. */
    private static boolean onTerminal() {
        return Boolean.getBoolean("gantry.terminal");
    }

    /** One more is done. */
    public synchronized void step() {
        stepTo(done + 1);
    }

    /** So many are done. */
    public synchronized void stepTo(long so) {
        stepTo(so, total);
    }

    /** So many of so many are done. */
    public synchronized void stepTo(long so, long of) {
        done = so;
        total = of;
        display.show(done, total, note);
    }

    /** Says something beside it, as the last loss. */
    public synchronized void note(String text) {
        note = text;
        display.show(done, total, note);
    }

    @Override
    public void close() {
        display.close();
    }

    private static final class Bar implements Display {
        private final ProgressBar bar;

        Bar(String task, String unit, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(unit, 1)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH)
                    .build();
        }

        @Override
        public void show(long done, long total, String note) {
            bar.maxHint(total);
            bar.stepTo(done);
            bar.setExtraMessage(note);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
