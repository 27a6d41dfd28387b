package org.gantry.app.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;

/** The completed epochs of a run's search and trainings, for programs. */
public final class EpochFigures {
    private EpochFigures() {}

    /** One for each, in order. */
    public static List<Map<String, Object>> of(RunRecord record) {
        return record.trainings().stream()
                .flatMap(t -> t instanceof EpochCompleted epoch
                        ? Optional.of(epoch).stream()
                        : Optional.<EpochCompleted>empty().stream())
                .map(epoch -> figures(record, epoch))
                .toList();
    }

    private static Map<String, Object> figures(RunRecord record, EpochCompleted epoch) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("job", epoch.job());
        figures.put("epoch", epoch.epoch());
        figures.put("trainLoss", epoch.trainLoss());
        figures.put("trainAccuracy", epoch.trainAccuracy());
        figures.put("validationLoss", epoch.validationLoss());
        figures.put("validationAccuracy", epoch.validationAccuracy());
        List<Draw> draws = record.alphaDraws();
        for (int i = draws.size() - 1; i >= 0; i--) {
            if (draws.get(i).job().equals(epoch.job()) && draws.get(i).epoch() == epoch.epoch()) {
                figures.put("entropy", draws.get(i).entropy());
                break;
            }
        }
        return figures;
    }
}
