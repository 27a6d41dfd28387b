package org.gantry.domain.run;

/**
 * How the evaluation stage goes (paper, Figure 4 II).
 *
 * @param candidates how many of the recorded architectures are trained from scratch, best first
 * @param shortEpochs epochs over D_T of these short trainings
 * @param plan how the best one is retrained, and but for the epochs how the short ones are trained
 */
public record EvaluationSettings(int candidates, int shortEpochs, TrainingPlan plan) {
    public EvaluationSettings {
        if (candidates < 1 || shortEpochs < 1) {
            throw new IllegalArgumentException(
                    "an evaluation needs a candidate and an epoch for it, not " + candidates + " and " + shortEpochs);
        }
    }
}
