package org.gantry.searcher;

import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;

/**
 * A search space that opens as fast as the shared weights learn. Random paths of many blocks have next to nothing in
 * common, so a supernet that knows nothing yet learns nothing from them. One path learns; a candidate that takes a
 * place in it now and then finds inputs that mean something, and learns too. So every weight step takes one path but
 * for the open blocks, their share rises while the loss is below chance's and falls while it is not, and from epoch to
 * epoch the path itself takes over what its open blocks draw, so that no candidate is favoured in the end.
 */
final class Opening {
    /** Share of chance's loss below which the weights have learned something of the paths that they see. */
    private static final double LEARNED = 0.8;

    /** Share of a step's loss in the moving mean: some twenty steps are remembered. */
    private static final double MOMENTUM = 0.05;

    private final double chance;
    private final double pace;
    private double loss;
    private double share;
    private int[] path = {};

    /**
     * A space that is closed, unless it takes no steps to open.
     *
     * @param steps weight steps that it takes at least to open wholly; 0 for a space that is open
     * @param chance loss of a network that knows the labels' frequencies alone, nats
     */
    Opening(int steps, double chance) {
        this.chance = chance;
        this.loss = chance;
        this.pace = steps == 0 ? 0 : 1.0 / steps;
        this.share = steps == 0 ? 1 : 0;
    }

    /**
     * What a weight step takes.
     *
     * @param drawn what it would take were all blocks open
     * @param step 0-based step of the epoch; the path moves at the first
     * @param random of this step
     */
    Genotype of(Genotype drawn, int step, RandomFunction random) {
        int[] taken = drawn.indices();
        for (int b = 0; b < path.length; b++) {
            if (random.uniform(b) >= share) {
                taken[b] = path[b];
            }
        }
        if (step == 0) {
            path = taken;
        }
        return Genotype.of(taken);
    }

    /** A weight step had this loss. */
    void learned(double stepLoss) {
        loss += MOMENTUM * (stepLoss - loss);
        share = Math.max(0, Math.min(1, share + (loss < LEARNED * chance ? pace : -pace)));
    }

    /** Share of blocks that draw freely. */
    double share() {
        return share;
    }
}
