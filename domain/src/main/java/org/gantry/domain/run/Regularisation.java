package org.gantry.domain.run;

/**
 * What keeps a training from learning its scans by heart.
 *
 * @param dropout share of features dropped before the linear layer
 * @param weightDecay L2 penalty
 * @param labelSmoothing share of each label that is spread over all classes (Szegedy et al. 2016); 0 for none
 * @param balanced whether a scan counts by the inverse frequency of its label in the training's role
 * @param averaging decay of the exponential moving average of weights that is judged and published; 0 for none
 */
public record Regularisation(
        double dropout, double weightDecay, double labelSmoothing, boolean balanced, double averaging) {
    /** The paper's: dropout 0.5, weight decay 5e-4, nothing else. */
    public static final Regularisation PAPER = new Regularisation(0.5, 5e-4, 0, false, 0);

    public Regularisation {
        requireShare("dropout", dropout);
        requireShare("label smoothing", labelSmoothing);
        requireShare("the moving average's decay", averaging);
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("weight decay must not be negative, but is " + weightDecay);
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), not " + value);
        }
    }
}
