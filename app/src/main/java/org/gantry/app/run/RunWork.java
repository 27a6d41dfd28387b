package org.gantry.app.run;

import java.util.Optional;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.scan.DatasetManifest;

/**
 * How much work a run is: steps of its search, then a piece for each candidate, then the epochs of the retrainings.
 *
 * @param spec what was asked
 * @param steps weight steps in an epoch of the search; as many alpha steps, unless it only warms up
 */
public record RunWork(RunSpec spec, int steps) {
    /**
     * A part of it.
     *
     * @param done how much is behind
     * @param of how much it is in all
     */
    public record Share(long done, long of) {}

    /** The work of a run on a data set. */
    public static RunWork of(RunSpec spec, DatasetManifest manifest) {
        return new RunWork(spec, EpochPlan.searchSteps(spec, manifest));
    }

    /** All of it. */
    long total() {
        return searching() + spec.evaluation().candidates() + retraining();
    }

    /** How much is behind. */
    long done(RunRecord now) {
        return now.steps().size() + now.epochsTrained();
    }

    private long searching() {
        SearchSettings search = spec.search();
        long alphaSteps = (long) search.alphaEpochs() * steps;
        return search.epochs() * (steps + 1L) + alphaSteps * search.estimator().draws();
    }

    private int retraining() {
        return spec.evaluation().ensemble() * spec.evaluation().plan().epochs();
    }

    /** How far the stage in work is; empty where none is. */
    Optional<Share> stage(RunRecord now) {
        return now.status().flatMap(status -> stage(now, status.stage()));
    }

    private Optional<Share> stage(RunRecord now, Stage stage) {
        return switch (stage) {
            case SEARCHING -> Optional.of(new Share(now.steps().size(), searching()));
            case RANKING -> {
                long asked = now.trainings().stream()
                        .filter(t -> t instanceof TrainingEvent.Requested)
                        .map(TrainingEvent::job)
                        .distinct()
                        .count();
                yield Optional.of(new Share(now.epochsTrained(), asked));
            }
            case RETRAINING -> Optional.of(new Share(now.retraining().size(), retraining()));
            case COMPLETED, FAILED, PAUSED, STOPPED -> Optional.empty();
        };
    }

    /** Epochs of the search that are completed. */
    int searchEpochs(RunRecord now) {
        return (int) now.trainings().stream()
                .filter(t -> t instanceof EpochCompleted && t.job().equals(spec.searchJob()))
                .map(t -> ((EpochCompleted) t).epoch())
                .distinct()
                .count();
    }
}
