package org.gantry.trainer;

import org.gantry.network.StepResult;

/**
 * Where a training stands between two steps.
 *
 * @param epoch 0-based epoch in work
 * @param step weight steps of it that were taken
 * @param means of these steps
 */
record Position(int epoch, int step, Means means) {
    static final Position START = new Position(0, 0, Means.NONE);

    /** After one more weight step. */
    Position after(StepResult result) {
        return new Position(epoch, step + 1, means.and(result));
    }

    /** At the next epoch's beginning. */
    Position nextEpoch() {
        return new Position(epoch + 1, 0, Means.NONE);
    }
}
