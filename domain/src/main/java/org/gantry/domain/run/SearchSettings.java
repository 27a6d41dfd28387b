package org.gantry.domain.run;

/**
 * How a search goes (paper, "Differentiable NAS with Gumbel Softmax").
 *
 * @param mode what moves alpha
 * @param epochs epochs of the search; each gives one measured architecture
 * @param batch volumes in a batch
 * @param alphaRate Adam's learning rate for alpha, constant
 * @param weights how the weights are trained
 * @param tauStart temperature of the first epoch
 * @param tauEnd temperature of the last epoch; falls exponentially in between
 * @param estimator how alpha's gradient is estimated
 * @param sharing how several trainers share it
 */
public record SearchSettings(
        Mode mode,
        int epochs,
        int batch,
        double alphaRate,
        SharedWeights weights,
        double tauStart,
        double tauEnd,
        Estimator estimator,
        Sharing sharing) {
    /** What moves alpha. */
    public enum Mode {
        /** The straight-through Gumbel-softmax gradient: the paper's. */
        DNAS,
        /** Nothing: draws are uniform; the control at equal budget. */
        RANDOM,
        /** The gradient of a mixture of all candidates (paper, Eq. 1-2), for small widths; one draw a step. */
        DARTS
    }

    /** With weights by the paper's rule, and one trainer. */
    public SearchSettings(
            Mode mode,
            int epochs,
            int batch,
            double alphaRate,
            double weightRate,
            double tauStart,
            double tauEnd,
            Estimator estimator) {
        this(mode, epochs, batch, alphaRate, SharedWeights.sgd(weightRate), tauStart, tauEnd, estimator, Sharing.ALONE);
    }

    /** Likewise, with the paper's estimator. */
    public SearchSettings(
            Mode mode, int epochs, int batch, double alphaRate, double weightRate, double tauStart, double tauEnd) {
        this(mode, epochs, batch, alphaRate, weightRate, tauStart, tauEnd, Estimator.PAPER);
    }

    public SearchSettings {
        if (epochs < 1 || batch < 1) {
            throw new IllegalArgumentException("a search needs an epoch and a volume in a batch, not " + epochs
                    + " epochs of batches of " + batch);
        }
        if (!(alphaRate > 0 && tauStart > 0 && tauEnd > 0)) {
            throw new IllegalArgumentException("alpha's learning rate and temperatures must be above 0");
        }
        if (mode != Mode.RANDOM && estimator.warmsUp(epochs - 1)) {
            throw new IllegalArgumentException("of " + epochs + " epochs of the search " + estimator.warmUpEpochs()
                    + " warm up, so alpha would never move; give more --search-epochs, or a smaller --alpha-after");
        }
        if (mode == Mode.DARTS && weights.openingEpochs() > 0) {
            throw new IllegalArgumentException(
                    "in mode DARTS every candidate is trained at every step: there is no space that could open; give --open-over 0");
        }
        if (mode == Mode.DARTS && !(estimator.needsGates() && estimator.draws() == 1)) {
            throw new IllegalArgumentException(
                    "in mode DARTS nothing is drawn: leave the gradient and the draws as they are");
        }
    }

    /** Epochs in which alpha steps are taken. */
    public int alphaEpochs() {
        return Math.max(0, epochs - estimator.warmUpEpochs());
    }

    /** The same in another mode. */
    public SearchSettings as(Mode other) {
        return new SearchSettings(other, epochs, batch, alphaRate, weights, tauStart, tauEnd, estimator, sharing);
    }

    /** The same, shared otherwise. */
    public SearchSettings shared(Sharing other) {
        return new SearchSettings(mode, epochs, batch, alphaRate, weights, tauStart, tauEnd, estimator, other);
    }

    /** The temperature of an epoch. */
    public double tau(int epoch) {
        return epochs == 1 ? tauStart : tauStart * Math.pow(tauEnd / tauStart, (double) epoch / (epochs - 1));
    }
}
