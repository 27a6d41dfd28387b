package org.gantry.domain.run;

import java.util.Optional;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.network.Genotype;

/** What is said of a job: it was asked for, an epoch was completed, it ended. */
public sealed interface TrainingEvent {
    /** The job. */
    String job();

    /** What is trained. */
    enum Kind {
        /** The supernet, by a searcher's draws. */
        SEARCH,
        /** A candidate from scratch on D_T, ranked on D_V. */
        SHORT,
        /** The best candidate from scratch on train; best epoch by validation; tested once; published. */
        FULL
    }

    /**
     * A training was asked for.
     *
     * @param job its name
     * @param kind what is trained
     * @param spec the run that it belongs to
     * @param genotype the architecture; absent in a search
     */
    record Requested(String job, Kind kind, RunSpec spec, Optional<Genotype> genotype) implements TrainingEvent {}

    /**
     * An epoch was completed.
     *
     * @param job the job
     * @param epoch 0-based epoch
     * @param trainLoss mean loss of its steps
     * @param trainAccuracy mean accuracy of its steps
     * @param validationLoss loss on the role that it is judged by
     * @param validationAccuracy accuracy on the role that it is judged by
     */
    record EpochCompleted(
            String job,
            int epoch,
            double trainLoss,
            double trainAccuracy,
            double validationLoss,
            double validationAccuracy)
            implements TrainingEvent {}

    /**
     * A training ended well.
     *
     * @param job the job
     * @param performance accuracy that it is judged by: on D_V in SHORT, the best on validation in FULL
     * @param loss cross-entropy beside it
     * @param test in FULL, the metrics of the one test
     */
    record Ended(String job, double performance, double loss, Optional<Metrics> test) implements TrainingEvent {}

    /**
     * A training failed for good.
     *
     * @param job the job
     * @param reason a sentence for people
     */
    record Failed(String job, String reason) implements TrainingEvent {}
}
