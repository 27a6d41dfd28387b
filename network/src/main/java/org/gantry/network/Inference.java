package org.gantry.network;

import org.gantry.domain.network.Grid;

/**
 * A network's answers to a batch, and where in each volume they come from (paper, Eq. 4).
 *
 * @param logits (volume, class)
 * @param probabilities softmax of the logits, (volume, class)
 * @param cams one a volume
 * @param disagreements of the networks that answered, one a volume ({@link org.gantry.domain.answer.Disagreement}); 0
 *     where one answered
 */
public record Inference(float[][] logits, float[][] probabilities, CamCells[] cams, double[] disagreements) {
    /** Of one network. */
    public Inference(float[][] logits, float[][] probabilities, CamCells[] cams) {
        this(logits, probabilities, cams, new double[logits.length]);
    }

    /**
     * Class activation maps before upsampling. By the paper's method {@code M_c(z, y, x) = sum_k w_k^c f_k(z, y, x)},
     * so that {@code mean(M_c) + b_c = logit_c}.
     *
     * @param grid cells along each axis
     * @param values (class, depth * height * width)
     */
    public record CamCells(Grid grid, float[][] values) {}
}
