package org.gantry.app.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.gantry.domain.run.RunEvent.Stage;

/** When the stage in work will be over, by how fast it went since this began to look. */
public final class TimeLeft {
    private final RunWork work;
    private final LongSupplier clock;
    private Optional<Stage> stage = Optional.empty();
    private long since;
    private long doneThen;

    /**
     * For one run.
     *
     * @param clock nanoseconds
     */
    public TimeLeft(RunWork work, LongSupplier clock) {
        this.work = work;
        this.clock = clock;
    }

    /** How long the stage will take still; empty before it has moved, and where nothing is in work. */
    public Optional<Duration> of(RunRecord now) {
        return work.stage(now).flatMap(share -> left(now.status().map(s -> s.stage()), share));
    }

    private Optional<Duration> left(Optional<Stage> inWork, RunWork.Share share) {
        if (!inWork.equals(stage)) {
            stage = inWork;
            since = clock.getAsLong();
            doneThen = share.done();
        }
        long moved = share.done() - doneThen;
        double nanos = (double) (clock.getAsLong() - since) / moved * (share.of() - share.done());
        return moved < 1 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, Math.round(nanos))));
    }

    /** For people: {@code 2 h 05 min}, {@code 12 min}, {@code 40 s}. */
    static String text(Duration left) {
        if (left.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %02d min", left.toHours(), left.toMinutesPart());
        }
        return left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
    }
}
