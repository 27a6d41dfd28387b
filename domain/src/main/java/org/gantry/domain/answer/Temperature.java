package org.gantry.domain.answer;

/**
 * What logits are divided by before the softmax, so that probabilities are as sure as answers are right (Guo et al.
 * 2017, "On Calibration of Modern Neural Networks", section 4.2). It changes no order, so no answer.
 *
 * @param value T, positive; above 1 the network is too sure of itself
 */
public record Temperature(double value) {
    /** Leaves the softmax as it is. */
    public static final Temperature ONE = new Temperature(1);

    /** T lies between this and its inverse. */
    private static final double LEAST = 0.05;

    private static final int HALVINGS = 60;

    /** Answers that are believed before any are seen; measured by bench/run temperature. */
    private static final double BELIEVED = 10;

    public Temperature {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a temperature is a positive number, not " + value);
        }
    }

    /** The temperature that answers show whose truth is known, of which few leave it near 1. */
    public static Temperature fit(float[][] logits, int[] labels) {
        return fit(logits, labels, BELIEVED);
    }

    /**
     * The temperature with the least cross-entropy on answers whose truth is known, to which some are added for which
     * the network is exactly as sure as it should be, so that it is never 0, however right they all are. Its logarithm
     * is found by halving an interval, as the cross-entropy is convex in 1/T.
     *
     * @param logits (answer, class); at least one answer
     * @param labels true class of each
     * @param believed how many are added
     */
    public static Temperature fit(float[][] logits, int[] labels, double believed) {
        if (logits.length == 0 || logits.length != labels.length) {
            throw new IllegalArgumentException(
                    "a temperature needs answers, each with its label: " + logits.length + " and " + labels.length);
        }
        double low = Math.log(LEAST);
        double high = -low;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(logits, labels, believed, new Temperature(Math.exp(middle))) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Temperature(Math.exp((low + high) / 2));
    }

    /** Derivative of the cross-entropy after 1/T, times a constant: positive where a greater T is better. */
    private static double slope(float[][] logits, int[] labels, double believed, Temperature temperature) {
        double slope = 0;
        double belief = believed / (labels.length + believed);
        for (int i = 0; i < labels.length; i++) {
            float[] z = logits[i];
            double[] p = temperature.softmax(z);
            double[] said = ONE.softmax(z);
            for (int c = 0; c < z.length; c++) {
                double truth = c == labels[i] ? 1 : 0;
                slope += (p[c] - (1 - belief) * truth - belief * said[c]) * z[c];
            }
        }
        return slope;
    }

    /** Softmax of logits over T: a probability a class. */
    public float[] probabilities(float[] logits) {
        double[] exact = softmax(logits);
        float[] probabilities = new float[exact.length];
        for (int c = 0; c < exact.length; c++) {
            probabilities[c] = (float) exact[c];
        }
        return probabilities;
    }

    private double[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        double[] parts = new double[logits.length];
        for (int c = 0; c < logits.length; c++) {
            parts[c] = Math.exp((logits[c] - largest) / value);
            sum += parts[c];
        }
        for (int c = 0; c < logits.length; c++) {
            parts[c] /= sum;
        }
        return parts;
    }
}
