package org.gantry.domain.run;

import java.util.Optional;
import org.gantry.domain.ContentRef;
import org.gantry.domain.answer.Metrics;

/** What is said of a job: it was asked for, an epoch was completed, it was laid down, it ended. */
public sealed interface TrainingEvent {
    /** The job. */
    String job();

    /** Work for a trainer. */
    sealed interface Request extends TrainingEvent {
        /** What is asked. */
        JobSpec spec();

        /** Seed of everything random in it. */
        default long seed() {
            return spec().seed();
        }

        /** Name of its data set. */
        default String dataset() {
            return spec().dataset();
        }

        /** The run that it belongs to. */
        default String run() {
            return spec().run();
        }
    }

    /**
     * A search was asked for: the supernet is trained by a searcher's draws.
     *
     * @param spec the run
     * @param share the part of it
     */
    record SearchRequested(RunSpec spec, Share share) implements Request {
        /** All of it, by one trainer. */
        public SearchRequested(RunSpec spec) {
            this(spec, Share.WHOLE);
        }

        @Override
        public String job() {
            return spec.searchJob(share);
        }
    }

    /**
     * A training from scratch was asked for.
     *
     * @param spec what is asked
     */
    record Requested(TrainingSpec spec) implements Request {
        @Override
        public String job() {
            return spec.job();
        }
    }

    /**
     * An ensemble was asked for: trained networks are put together, tested and published.
     *
     * @param spec what is asked
     */
    record EnsembleRequested(EnsembleSpec spec) implements Request {
        @Override
        public String job() {
            return spec.job();
        }
    }

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
     * @param performance accuracy that it is judged by: on D_V where it ranks, else the best on validation
     * @param loss cross-entropy beside it
     * @param test the one test, unless it only ranks
     * @param bundle where the model lies that it made for an ensemble
     */
    record Ended(String job, double performance, double loss, Optional<Test> test, Optional<ContentRef> bundle)
            implements TrainingEvent {
        /** Without a model for an ensemble. */
        public Ended(String job, double performance, double loss, Optional<Test> test) {
            this(job, performance, loss, test, Optional.empty());
        }
    }

    /**
     * The one test of a training.
     *
     * @param metrics how the model did
     * @param epoch 0-based epoch whose weights were tested
     * @param scansPerSecond scans that the network answered a second of its own work, waiting for them left out
     */
    record Test(Metrics metrics, int epoch, double scansPerSecond) {}

    /**
     * A training failed for good.
     *
     * @param job the job
     * @param reason a sentence for people
     */
    record Failed(String job, String reason) implements TrainingEvent {}

    /**
     * A trainer laid a training down, as its run shall rest; asked for again, it goes on from its saved state.
     *
     * @param job the job
     */
    record Suspended(String job) implements TrainingEvent {}
}
