package org.gantry.trainer;

import org.gantry.network.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The best epoch of a training so far, by accuracy on the role that judges it, the smaller loss among equals.
 *
 * @param epoch 0-based epoch
 * @param accuracy its accuracy
 * @param loss its cross-entropy
 * @param weights what was judged, running statistics included
 */
record Best(int epoch, double accuracy, double loss, Tensors weights) {
    /** True if an evaluation is better than the best so far. */
    static boolean improves(Evaluation evaluation, @Nullable Best before) {
        double accuracy = evaluation.metrics().accuracy();
        return before == null
                || accuracy > before.accuracy
                || (accuracy == before.accuracy && evaluation.loss() < before.loss);
    }
}
