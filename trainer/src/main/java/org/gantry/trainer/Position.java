package org.gantry.trainer;

import org.gantry.network.StepResult;

/**
 * Where a training stands between two steps.
 *
 * @param epoch 0-based epoch in work
 * @param step weight steps of it that were taken
 * @param means of these steps
 * @param unshared true where the weights are still to be averaged with those of the other shares
 */
record Position(int epoch, int step, Means means, boolean unshared) {
    static final Position START = new Position(0, 0, Means.NONE);

    /** With nothing to be averaged. */
    Position(int epoch, int step, Means means) {
        this(epoch, step, means, false);
    }

    /** After one more weight step. */
    Position after(StepResult result) {
        return new Position(epoch, step + 1, means.and(result));
    }

    /** The same, before the weights are averaged. */
    Position beforeAveraging() {
        return new Position(epoch, step, means, true);
    }

    /** The same, after the weights were averaged. */
    Position averaged() {
        return new Position(epoch, step, means);
    }

    /** At the next epoch's beginning. */
    Position nextEpoch() {
        return new Position(epoch + 1, 0, Means.NONE);
    }
}
