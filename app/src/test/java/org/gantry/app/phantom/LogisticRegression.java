package org.gantry.app.phantom;

/**
 * Logistic regression on standardised features with a little weight decay, by gradient descent.
 *
 * @param mean of each feature
 * @param deviation of each feature
 * @param weights one a feature, then the intercept
 */
record LogisticRegression(double[] mean, double[] deviation, double[] weights) {
    private static final int STEPS = 600;
    private static final double RATE = 0.5;
    private static final double DECAY = 1e-3;

    /** Fits the examples at the given rows. */
    static LogisticRegression fit(double[][] features, int[] labels, int[] rows) {
        int n = features[0].length;
        double[] mean = new double[n];
        double[] deviation = new double[n];
        for (int j = 0; j < n; j++) {
            for (int i : rows) {
                mean[j] += features[i][j] / rows.length;
            }
            for (int i : rows) {
                deviation[j] += Math.pow(features[i][j] - mean[j], 2) / rows.length;
            }
            deviation[j] = Math.sqrt(deviation[j]) + 1e-12;
        }
        LogisticRegression model = new LogisticRegression(mean, deviation, new double[n + 1]);
        for (int step = 0; step < STEPS; step++) {
            model.descend(features, labels, rows);
        }
        return model;
    }

    private void descend(double[][] features, int[] labels, int[] rows) {
        int n = mean.length;
        double[] gradient = new double[n + 1];
        for (int i : rows) {
            double error = (probability(features[i]) - labels[i]) / rows.length;
            for (int j = 0; j < n; j++) {
                gradient[j] += error * standard(features[i], j);
            }
            gradient[n] += error;
        }
        for (int j = 0; j <= n; j++) {
            weights[j] -= RATE * (gradient[j] + (j < n ? DECAY * weights[j] : 0));
        }
    }

    /** How probable class 1 is. */
    double probability(double[] features) {
        double logit = weights[mean.length];
        for (int j = 0; j < mean.length; j++) {
            logit += weights[j] * standard(features, j);
        }
        return 1 / (1 + Math.exp(-logit));
    }

    private double standard(double[] features, int j) {
        return (features[j] - mean[j]) / deviation[j];
    }
}
