package org.gantry.app;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Progress where there is no terminal: a line now and then, so that who reads a log knows that the work goes on. */
final class ProgressLines implements Progress.Display {
    private static final long EVERY = Duration.ofSeconds(30).toNanos();

    private final String task;
    private final String unit;
    private final LongSupplier nanos;
    private final Consumer<String> say;
    private long last;

    /** By a clock, to whoever takes lines. */
    ProgressLines(String task, String unit, LongSupplier nanos, Consumer<String> say) {
        this.task = task;
        this.unit = unit;
        this.nanos = nanos;
        this.say = say;
        this.last = nanos.getAsLong();
    }

    @Override
    public void show(long done, long total, String note) {
        long now = nanos.getAsLong();
        if (now - last >= EVERY) {
            last = now;
            say.accept(task + ": " + done + " of " + total + unit + (note.isEmpty() ? "" : ", " + note));
        }
    }
}
