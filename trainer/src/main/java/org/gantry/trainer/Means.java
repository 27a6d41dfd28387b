package org.gantry.trainer;

import org.gantry.network.StepResult;

/**
 * Running means of steps' losses and accuracies.
 *
 * @param losses sum of the losses
 * @param accuracies sum of the accuracies
 * @param steps how many steps
 */
record Means(double losses, double accuracies, int steps) {
    static final Means NONE = new Means(0, 0, 0);

    /** With one more step. */
    Means and(StepResult step) {
        return new Means(losses + step.loss(), accuracies + step.accuracy(), steps + 1);
    }

    double loss() {
        return steps == 0 ? 0 : losses / steps;
    }

    double accuracy() {
        return steps == 0 ? 0 : accuracies / steps;
    }
}
