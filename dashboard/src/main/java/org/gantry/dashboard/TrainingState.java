package org.gantry.dashboard;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingEvent.Request;
import org.gantry.domain.run.TrainingEvent.Requested;
import org.gantry.domain.run.TrainingSpec;

/**
 * Where one training stands: asked for, then epoch after epoch, then ended or failed.
 *
 * @param job the job
 * @param request what was asked, once that was seen
 * @param epochsDone epochs completed
 * @param accuracy the latest accuracy that it is judged by; when ended, its performance
 * @param outcome running, ended or failed
 * @param reason why it failed; empty otherwise
 */
record TrainingState(
        String job,
        Optional<TrainingEvent> request,
        int epochsDone,
        OptionalDouble accuracy,
        Outcome outcome,
        String reason) {
    /** How it goes. */
    enum Outcome {
        RUNNING,
        ENDED,
        FAILED
    }

    static TrainingState begin(String job) {
        return new TrainingState(job, Optional.empty(), 0, OptionalDouble.empty(), Outcome.RUNNING, "");
    }

    /** The state after an event; an event that was seen before changes nothing. */
    TrainingState after(TrainingEvent event) {
        if (event instanceof Request) {
            return new TrainingState(job, Optional.of(event), epochsDone, accuracy, outcome, reason);
        } else if (event instanceof EpochCompleted e) {
            return outcome != Outcome.RUNNING || e.epoch() < epochsDone
                    ? this
                    : standing(e.epoch() + 1, OptionalDouble.of(e.validationAccuracy()), outcome, reason);
        } else if (event instanceof TrainingEvent.Ended e) {
            return standing(epochsDone, OptionalDouble.of(e.performance()), Outcome.ENDED, "");
        } else if (event instanceof TrainingEvent.Failed f) {
            return standing(epochsDone, accuracy, Outcome.FAILED, f.reason());
        } else if (event instanceof TrainingEvent.Suspended) {
            return this;
        }
        throw new IllegalArgumentException("a training event of an unknown kind: " + event);
    }

    /** How much of it is behind, in epochs: all that were asked for once it is over, be it early. */
    int behind(int asked) {
        return outcome == Outcome.RUNNING ? Math.min(epochsDone, asked) : asked;
    }

    /** What was asked of it, unless it is a search or an ensemble, or nothing was seen yet. */
    Optional<TrainingSpec> spec() {
        return request.flatMap(r -> r instanceof Requested training ? Optional.of(training.spec()) : Optional.empty());
    }

    /** Whether networks are only put together. */
    boolean isEnsemble() {
        return request.filter(TrainingEvent.EnsembleRequested.class::isInstance).isPresent();
    }

    private TrainingState standing(int epochs, OptionalDouble latest, Outcome how, String why) {
        return new TrainingState(job, request, epochs, latest, how, why);
    }
}
