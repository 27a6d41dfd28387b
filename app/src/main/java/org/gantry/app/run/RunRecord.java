package org.gantry.app.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.Ended;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingEvent.Requested;

/**
 * What the bus says of a run.
 *
 * @param alphaDraws draws of alpha steps, in order, each with alpha as it was
 * @param steps steps taken
 * @param trainings what was asked for, completed, ended
 * @param warnings what its search warned of, one a concern
 * @param status where it stands, once it has begun
 */
public record RunRecord(
        List<Draw> alphaDraws,
        List<StepTaken> steps,
        List<TrainingEvent> trainings,
        List<Warned> warnings,
        Optional<Status> status) {
    /** How many epochs of trainings are completed, the search's not counted. */
    long epochsTrained() {
        return trainings.stream()
                .filter(t -> t instanceof EpochCompleted && !t.job().endsWith("/search"))
                .count();
    }

    /** The epochs of the best architecture's retraining, in order, and of the others' that join it in an ensemble. */
    List<EpochCompleted> retraining() {
        Set<String> published = trainings.stream()
                .filter(t ->
                        t instanceof Requested asked && asked.spec().purpose().bundles())
                .map(TrainingEvent::job)
                .collect(Collectors.toSet());
        return trainings.stream()
                .filter(t -> t instanceof EpochCompleted && published.contains(t.job()))
                .map(EpochCompleted.class::cast)
                .toList();
    }

    /** True where nothing more will come. Topics are read side by side, so the last training's end may come after. */
    public boolean ended() {
        return switch (status.map(Status::stage).orElse(Stage.SEARCHING)) {
            case SEARCHING, RANKING, RETRAINING, PAUSED -> false;
            case COMPLETED ->
                trainings.stream()
                        .anyMatch(t -> t instanceof Ended e && e.test().isPresent());
            case FAILED, STOPPED -> true;
        };
    }
}
