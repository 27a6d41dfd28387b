package org.gantry.app.training;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.Preprocessing;

/** Trainings to test with. */
public final class Examples {
    private Examples() {}

    /** Two epochs of a network. */
    public static TrainingSpec spec(String job, ModelChoice model, long seed) {
        Preprocessing input = Preprocessing.lung(new Grid(16, 32, 32));
        return new TrainingSpec(job, "nodules", seed, model, input, Purpose.COMPARE, TrainingPlan.PAPER.over(2));
    }

    /** An epoch of a job. */
    static EpochCompleted epoch(String job, int epoch) {
        return new EpochCompleted(job, epoch, 0.7, 0.5, 0.6, 0.75);
    }

    /** A job's end, with a test of so many right answers of ten for each of two labels. */
    public static Ended ended(String job, int right) {
        int[][] confusion = {{right, 10 - right}, {10 - right, right}};
        Metrics metrics = new Metrics(confusion, OptionalDouble.of(right / 10.0), OptionalDouble.of(0.125));
        return new Ended(job, 0.75, 0.6, Optional.of(new TrainingEvent.Test(metrics, 1, 40 + right)));
    }

    /** A training of which two epochs and the end are known. */
    public static TrainingRecord record(TrainingSpec spec, int right) {
        return TrainingRecord.of(spec)
                .after(epoch(spec.job(), 0))
                .after(epoch(spec.job(), 1))
                .after(ended(spec.job(), right));
    }

    /** A training that failed. */
    public static TrainingRecord failed(TrainingSpec spec) {
        return TrainingRecord.of(spec).after(new TrainingEvent.Failed(spec.job(), "out of memory"));
    }
}
