package org.gantry.domain.run;

/**
 * How the evaluation stage goes (paper, Figure 4 II).
 *
 * @param candidates how many of the recorded architectures are trained from scratch, best first
 * @param shortEpochs epochs over D_T of these short trainings
 * @param epochs epochs over train of the best one's retraining
 * @param batch volumes in a batch
 * @param initialRate Adam's learning rate at first
 * @param lastRate where cosine annealing ends
 * @param dropout share of features dropped before the linear layer
 */
public record EvaluationSettings(
        int candidates, int shortEpochs, int epochs, int batch, double initialRate, double lastRate, double dropout) {
    public EvaluationSettings {
        if (candidates < 1 || shortEpochs < 1 || epochs < 1 || batch < 1) {
            throw new IllegalArgumentException("candidates, epochs and batch of the evaluation must be 1 or more");
        }
        if (!(initialRate > 0 && lastRate >= 0 && dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("the evaluation's learning rates or dropout make no sense");
        }
    }
}
