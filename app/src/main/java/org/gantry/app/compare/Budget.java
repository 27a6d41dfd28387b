package org.gantry.app.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;

/**
 * What each run of a comparison spends, the same for all.
 *
 * @param runs how many runs there are
 * @param searchEpochs epochs of a search
 * @param weightSteps weight steps of a search
 * @param alphaSteps alpha steps of a search
 * @param draws networks that an alpha step runs
 * @param candidates short trainings
 * @param shortEpochs epochs of each over D_T
 * @param fullEpochs epochs of the best one's retraining
 */
record Budget(
        int runs,
        int searchEpochs,
        int weightSteps,
        int alphaSteps,
        int draws,
        int candidates,
        int shortEpochs,
        int fullEpochs) {
    static Budget of(List<RunSpec> specs, DatasetManifest manifest) {
        RunSpec one = specs.get(0);
        int epochs = one.search().epochs();
        int steps = EpochPlan.searchSteps(one, manifest);
        return new Budget(
                specs.size(),
                epochs,
                epochs * steps,
                one.search().alphaEpochs() * steps,
                one.search().estimator().draws(),
                Math.min(one.evaluation().candidates(), epochs),
                one.evaluation().shortEpochs(),
                one.evaluation().plan().epochs());
    }

    /** Epochs of all runs together; a search draws an architecture twice only now and then. */
    long epochs() {
        return (long) runs * (searchEpochs + (long) candidates * shortEpochs + fullEpochs);
    }

    /** For people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%d runs, each of %d search epochs (%d weight steps, %d alpha steps of %s), %d short trainings of %d epochs, one"
                        + " retraining of %d",
                runs,
                searchEpochs,
                weightSteps,
                alphaSteps,
                draws == 1 ? "a draw" : draws + " draws",
                candidates,
                shortEpochs,
                fullEpochs);
    }

    /** For programs. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("runs", runs);
        figures.put("searchEpochs", searchEpochs);
        figures.put("alphaSteps", alphaSteps);
        figures.put("alphaDraws", draws);
        figures.put("weightSteps", weightSteps);
        figures.put("candidates", candidates);
        figures.put("shortEpochs", shortEpochs);
        figures.put("fullEpochs", fullEpochs);
        return figures;
    }
}
