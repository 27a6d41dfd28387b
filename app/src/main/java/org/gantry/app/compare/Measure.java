package org.gantry.app.compare;

import java.util.OptionalDouble;
import org.gantry.app.compare.RunTrace.Candidate;

/** What runs are compared by, all named before anything is run; higher is better. */
enum Measure {
    /** What the search found: the same short training from scratch for each, since shared weights are no measure. */
    TOP("topTrained", "D_V accuracy of the top candidates after short trainings, mean"),
    /** What a user gets. */
    TEST("testAccuracy", "test accuracy of the retrained best"),
    /** The same, whatever the threshold. */
    AUROC("testAuroc", "test AUROC of the retrained best");

    private final String key;
    private final String title;

    Measure(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** Its name for programs. */
    String key() {
        return key;
    }

    /** Its name for people. */
    String title() {
        return title;
    }

    /** Its value for a run; empty where the run does not define it. */
    OptionalDouble of(RunTrace run) {
        return switch (this) {
            case TOP ->
                run.candidates().stream().mapToDouble(Candidate::trained).average();
            case TEST ->
                run.test().stream().mapToDouble(t -> t.metrics().accuracy()).findFirst();
            case AUROC -> run.test().map(t -> t.metrics().auroc()).orElse(OptionalDouble.empty());
        };
    }
}
