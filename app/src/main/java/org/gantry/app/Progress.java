package org.gantry.app;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on the terminal with rate and time left, for long work; silent where nobody watches. */
public final class Progress implements AutoCloseable {
    private static final int REFRESH = 250; // ms

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins a bar.
     *
     * @param task what is done, in few words
     * @param unit what is counted, as {@code " scans"}
     * @param total how many there are
     * @param quiet true for no bar, as with {@code --json}; without a terminal there is none either
     */
    public static Progress begin(String task, String unit, long total, boolean quiet) {
        if (quiet || !onTerminal()) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH)
                .build());
    }

    /** The launcher knows whether standard error, where the bar goes, is a terminal. */
    private static boolean onTerminal() {
        return Boolean.getBoolean("gantry.terminal");
    }

    /** One more is done. */
    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    /** So many are done. */
    public void stepTo(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    /** So many of so many are done. */
    public void stepTo(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        }
    }

    /** Says something beside the bar, as the last loss. */
    public void note(String text) {
        if (bar != null) {
            bar.setExtraMessage(text);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
