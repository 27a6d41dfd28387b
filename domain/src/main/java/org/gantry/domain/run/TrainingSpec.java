package org.gantry.domain.run;

import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.scan.Preprocessing;

/**
 * A network to be trained from scratch, and what for.
 *
 * @param job its name: a run's name, a slash, and which of the run's trainings it is
 * @param dataset name of the data set
 * @param seed seed of everything random in it
 * @param model the network
 * @param input how a scan becomes a volume
 * @param purpose on which scans, and what comes of it
 * @param plan how
 */
public record TrainingSpec(
        String job,
        String dataset,
        long seed,
        ModelChoice model,
        Preprocessing input,
        Purpose purpose,
        TrainingPlan plan)
        implements JobSpec {
    /** What a training is for. */
    public enum Purpose {
        /** To rank a candidate: D_T, judged on D_V after the last epoch. */
        RANK,
        /** To compare models: train, the best epoch by validation, tested once. */
        COMPARE,
        /** As COMPARE, and the model is published. */
        PUBLISH,
        /** As COMPARE, and its bundle becomes part of an ensemble. */
        MEMBER;

        /** Whether a bundle is made of it. */
        public boolean bundles() {
            return this == PUBLISH || this == MEMBER;
        }
    }

    public TrainingSpec {
        if (!job.matches("[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "a training's job is RUN/NAME of letters, digits, '.', '_' and '-', not '" + job + "'");
        }
    }

    /** The run that it belongs to, and the name of the model that it may publish. */
    @Override
    public String run() {
        return job.substring(0, job.indexOf('/'));
    }
}
