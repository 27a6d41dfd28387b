package org.gantry.app.run;

import java.util.List;
import java.util.Optional;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;

/**
 * What the bus says of a run.
 *
 * @param alphaDraws draws of alpha steps, in order, each with alpha as it was
 * @param steps steps taken
 * @param trainings what was asked for, completed, ended
 * @param status where it stands, once it has begun
 */
public record RunRecord(
        List<Draw> alphaDraws, List<StepTaken> steps, List<TrainingEvent> trainings, Optional<Status> status) {
    /** How many epochs of trainings are completed, the search's not counted. */
    long epochsTrained() {
        return trainings.stream()
                .filter(t -> t instanceof EpochCompleted && !t.job().endsWith("/search"))
                .count();
    }
}
