package org.gantry.app.training;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;

/** Tells people of a training's epochs as they are completed, a line each, with the time left. */
public final class EpochLines implements Consumer<List<TrainingRecord>> {
    private final Consumer<String> say;
    private final LongSupplier clock;
    private int told;
    private int toldAtFirst = -1;
    private long begin;

    /**
     * Tells to a listener.
     *
     * @param clock nanoseconds
     */
    public EpochLines(Consumer<String> say, LongSupplier clock) {
        this.say = say;
        this.clock = clock;
    }

    /** Tells what is new of the first training. */
    @Override
    public void accept(List<TrainingRecord> now) {
        TrainingRecord training = now.get(0);
        List<EpochCompleted> epochs = training.epochs();
        if (toldAtFirst < 0) {
            toldAtFirst = epochs.size();
            begin = clock.getAsLong();
            if (toldAtFirst > 0 && !training.over()) {
                say.accept("goes on after epoch " + toldAtFirst);
            }
        }
        for (EpochCompleted epoch : epochs.subList(told, epochs.size())) {
            told++;
            say.accept(line(epoch, training.spec().plan().epochs()) + left(training));
        }
    }

    private static String line(EpochCompleted epoch, int of) {
        return String.format(
                Locale.ROOT,
                "epoch %3d/%d  train loss %.4f accuracy %.3f  validation loss %.4f accuracy %.3f",
                epoch.epoch() + 1,
                of,
                epoch.trainLoss(),
                epoch.trainAccuracy(),
                epoch.validationLoss(),
                epoch.validationAccuracy());
    }

    private String left(TrainingRecord training) {
        int seen = told - toldAtFirst;
        int ahead = training.spec().plan().epochs() - told;
        if (seen < 1 || ahead < 1 || training.over()) {
            return "";
        }
        Duration left = Duration.ofNanos((clock.getAsLong() - begin) / seen * ahead);
        return left.toMinutes() < 2
                ? "  " + left.toSeconds() + " s left"
                : String.format(Locale.ROOT, "  %d:%02d h left", left.toHours(), left.toMinutesPart());
    }
}
