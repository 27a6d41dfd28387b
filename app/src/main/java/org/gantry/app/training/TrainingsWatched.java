package org.gantry.app.training;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.gantry.app.Progress;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;

/** Tells people of many trainings: a bar over all epochs, and a line for each training that is over. */
public final class TrainingsWatched implements Consumer<List<TrainingRecord>> {
    private final Consumer<String> say;
    private final Progress progress;
    private final Set<String> told = new HashSet<>();

    /** Tells to a listener and a bar. */
    public TrainingsWatched(Consumer<String> say, Progress progress) {
        this.say = say;
        this.progress = progress;
    }

    @Override
    public void accept(List<TrainingRecord> now) {
        progress.stepTo(now.stream().mapToLong(TrainingRecord::epochsBehind).sum());
        long over = now.stream().filter(TrainingRecord::over).count();
        progress.note(over + " of " + now.size() + " trainings are over" + latest(now));
        for (TrainingRecord training : now) {
            if (training.over() && told.add(training.spec().job())) {
                say.accept(line(training));
            }
        }
    }

    private static String latest(List<TrainingRecord> now) {
        return now.stream()
                .filter(t -> !t.over() && !t.epochs().isEmpty())
                .map(t -> "; " + t.name() + " "
                        + validation(t.epochs().get(t.epochs().size() - 1)))
                .reduce("", String::concat);
    }

    private static String validation(EpochCompleted epoch) {
        return String.format(Locale.ROOT, "epoch %d %.3f", epoch.epoch() + 1, epoch.validationAccuracy());
    }

    private static String line(TrainingRecord training) {
        return training.test()
                .map(test -> String.format(
                        Locale.ROOT,
                        "%-32s epoch %d of %d chosen, test accuracy %.3f, balanced %.3f",
                        training.name(),
                        test.epoch() + 1,
                        training.epochs().size(),
                        test.metrics().accuracy(),
                        test.metrics().balancedAccuracy()))
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "%-32s failed: %s",
                        training.name(),
                        training.failure().orElse("no test")));
    }
}
