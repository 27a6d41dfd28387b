package org.gantry.domain.run;

import org.gantry.domain.scan.Preprocessing;

/** What a trainer asks of the samplers. */
public sealed interface EpochEvent {
    /** The job. */
    String job();

    /** 0-based number of the request in its job. */
    int epoch();

    /**
     * An epoch was asked for.
     *
     * @param job the job
     * @param epoch 0-based number of the request in its job
     * @param dataset name of the data set
     * @param content which volumes in which order
     * @param input how a scan becomes a volume
     * @param batch volumes in a batch
     * @param seed seed of order and augmentation
     * @param share the part of a search's epoch
     */
    record Requested(
            String job,
            int epoch,
            String dataset,
            EpochContent content,
            Preprocessing input,
            int batch,
            long seed,
            Share share)
            implements EpochEvent {
        /** All of it. */
        public Requested(
                String job,
                int epoch,
                String dataset,
                EpochContent content,
                Preprocessing input,
                int batch,
                long seed) {
            this(job, epoch, dataset, content, input, batch, seed, Share.WHOLE);
        }

        /** An epoch of a run's search: the part of it that also measures. */
        public static Requested search(RunSpec spec, int epoch) {
            return search(spec, epoch, spec.search().sharing().shares().get(0));
        }

        /** A part of an epoch of a run's search. */
        public static Requested search(RunSpec spec, int epoch, Share share) {
            return new Requested(
                    spec.searchJob(share),
                    epoch,
                    spec.dataset(),
                    spec.search().estimator().warmsUp(epoch) ? EpochContent.WARM_UP : EpochContent.SEARCH,
                    spec.searchInput(),
                    spec.search().batch(),
                    spec.seed(),
                    share);
        }

        /** A request of a training. */
        public static Requested training(TrainingSpec spec, int number, EpochContent content) {
            return new Requested(
                    spec.job(),
                    number,
                    spec.dataset(),
                    content,
                    spec.input(),
                    spec.plan().pass(),
                    spec.seed());
        }
    }

    /**
     * Batches below this ordinal may be published.
     *
     * @param job the job
     * @param epoch the request
     * @param batches how many batches from the first
     */
    record Credited(String job, int epoch, int batches) implements EpochEvent {}

    /** The trainer needs no more of it. */
    record Closed(String job, int epoch) implements EpochEvent {}
}
