package org.gantry.trainer;

import org.gantry.network.StepResult;

/** Running means of steps' losses and accuracies. */
final class Means {
    private double losses;
    private double accuracies;
    private int steps;

    void add(StepResult step) {
        losses += step.loss();
        accuracies += step.accuracy();
        steps++;
    }

    double loss() {
        return steps == 0 ? 0 : losses / steps;
    }

    double accuracy() {
        return steps == 0 ? 0 : accuracies / steps;
    }
}
