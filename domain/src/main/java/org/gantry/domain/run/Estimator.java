package org.gantry.domain.run;

import org.gantry.domain.network.Operation;

/**
 * How a search estimates alpha's gradient, and what else moves alpha.
 *
 * @param gradient the estimator
 * @param draws draws of an alpha step, all on the same batch of D_V
 * @param warmUpEpochs epochs in which weights are trained and alpha stays
 * @param costWeight what the expected multiplications of a drawn network, as a share of the most expensive one's, count
 *     beside the loss; 0 for nothing
 */
public record Estimator(Gradient gradient, int draws, int warmUpEpochs, double costWeight) {
    /** The paper's: one straight-through draw a step, and nothing else. */
    public static final Estimator PAPER = new Estimator(Gradient.STRAIGHT_THROUGH, 1, 0, 0);

    /** What alpha's gradient is made of. */
    public enum Gradient {
        /** The gates of the drawn operations, through the Gumbel-softmax (Jang, Gu, Poole 2017): the paper's. */
        STRAIGHT_THROUGH,
        /** The losses of the draws, through the logarithm of their probability (Williams 1992). */
        SCORE,
        /** The losses of all candidates of a block, the rest of the draw as it is; the blocks take turns. */
        CANDIDATES
    }

    public Estimator {
        if (draws < 1 || warmUpEpochs < 0 || !(costWeight >= 0)) {
            throw new IllegalArgumentException("an alpha step needs a draw, and neither warm-up nor cost are negative: "
                    + draws + " draws, " + warmUpEpochs + " epochs, weight " + costWeight);
        }
        if (gradient == Gradient.CANDIDATES && draws % Operation.COUNT != 0) {
            throw new IllegalArgumentException("to try all " + Operation.COUNT
                    + " candidates of a block, an alpha step needs a multiple of as many draws, not " + draws);
        }
    }

    /** Whether an epoch trains weights alone. */
    public boolean warmsUp(int epoch) {
        return epoch < warmUpEpochs;
    }

    /** Whether an alpha step has to go back through the network, for its gates. */
    public boolean needsGates() {
        return gradient == Gradient.STRAIGHT_THROUGH;
    }
}
