package org.gantry.domain.run;

/**
 * How the evaluation stage goes (paper, Figure 4 II).
 *
 * @param candidates how many of the recorded architectures are trained from scratch, best first
 * @param shortEpochs epochs over D_T of these short trainings
 * @param plan how the best one is retrained, and but for the epochs how the short ones are trained
 * @param ensemble how many of the best are retrained and answer together; 1 for the best alone
 */
public record EvaluationSettings(int candidates, int shortEpochs, TrainingPlan plan, int ensemble) {
    public EvaluationSettings {
        if (candidates < 1 || shortEpochs < 1) {
            throw new IllegalArgumentException(
                    "an evaluation needs a candidate and an epoch for it, not " + candidates + " and " + shortEpochs);
        }
        if (ensemble < 1 || ensemble > candidates) {
            throw new IllegalArgumentException("an ensemble is of 1 to all " + candidates
                    + " candidates that are ranked, not of " + ensemble + "; see --ensemble and --candidates");
        }
    }

    /** With the best alone. */
    public EvaluationSettings(int candidates, int shortEpochs, TrainingPlan plan) {
        this(candidates, shortEpochs, plan, 1);
    }
}
