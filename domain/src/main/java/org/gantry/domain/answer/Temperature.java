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

    public Temperature {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a temperature is a positive number, not " + value);
        }
    }

    /**
     * The temperature with the least cross-entropy on answers whose truth is known; its logarithm is found by halving
     * an interval, as the cross-entropy is convex in 1/T. Of n labels each counts 1 - 1/(n + 2), the rest being spread
     * over the other classes: after n right answers none is certain (Laplace's rule of succession), and the least is
     * never at T = 0.
     *
     * @param logits (answer, class); at least one answer
     * @param labels true class of each
     */
    public static Temperature fit(float[][] logits, int[] labels) {
        if (logits.length == 0 || logits.length != labels.length) {
            throw new IllegalArgumentException(
                    "a temperature needs answers, each with its label: " + logits.length + " and " + labels.length);
        }
        double low = Math.log(LEAST);
        double high = -low;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(logits, labels, new Temperature(Math.exp(middle))) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Temperature(Math.exp((low + high) / 2));
    }

    /** Derivative of the cross-entropy after 1/T, times n: positive where a greater T is better. */
    private static double slope(float[][] logits, int[] labels, Temperature temperature) {
        double slope = 0;
        double spread = 1.0 / (labels.length + 2);
        for (int i = 0; i < labels.length; i++) {
            float[] z = logits[i];
            double[] p = temperature.softmax(z);
            for (int c = 0; c < z.length; c++) {
                double q = c == labels[i] ? 1 - spread : spread / (z.length - 1);
                slope += (p[c] - q) * z[c];
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
