package org.gantry.domain.answer;

/**
 * Expected calibration error (Naeini et al. 2015; Guo et al. 2017): how far, on average, the probability of the
 * predicted class is from the share of right predictions among those as sure, in 15 equal bins of probability.
 */
final class CalibrationError {
    private static final int BINS = 15;

    private CalibrationError() {}

    /**
     * The error, in [0, 1].
     *
     * @param labels (prediction), the true class indices; at least one
     * @param probabilities (prediction)(class)
     */
    static double of(int[] labels, float[][] probabilities) {
        double[] surplus = new double[BINS];
        for (int i = 0; i < labels.length; i++) {
            int predicted = Metrics.argmax(probabilities[i]);
            double confidence = probabilities[i][predicted];
            int bin = Math.min(BINS - 1, Math.max(0, (int) Math.ceil(confidence * BINS) - 1));
            surplus[bin] += confidence - (predicted == labels[i] ? 1 : 0);
        }
        double error = 0;
        for (double bin : surplus) {
            error += Math.abs(bin) / labels.length;
        }
        return error;
    }
}
