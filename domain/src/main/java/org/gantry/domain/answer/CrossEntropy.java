package org.gantry.domain.answer;

/** Mean of the negative logarithm of the probability that each answer gave the truth. */
public final class CrossEntropy {
    /** Probabilities below it count as it, so that one sure mistake does not make the loss infinite. */
    private static final double FLOOR = 1e-12;

    private CrossEntropy() {}

    /**
     * The loss, at least 0.
     *
     * @param labels (answer), the true class indices; at least one
     * @param probabilities (answer)(class)
     */
    public static double of(int[] labels, float[][] probabilities) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= Math.log(Math.max(probabilities[i][labels[i]], FLOOR));
        }
        return sum / labels.length;
    }
}
