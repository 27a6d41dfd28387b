package org.gantry.searcher;

import org.gantry.domain.network.Operation;

/**
 * Adam on alpha (Kingma, Ba 2015) with betas (0.5, 0.999) and L2 weight decay 1e-3 in the gradient, as the paper's
 * DARTS lineage has it. A value: an update gives the next one.
 *
 * @param mean first moments, (block)(operation)
 * @param variance second moments, (block)(operation)
 * @param updates how many updates were taken
 */
record AlphaAdam(double[][] mean, double[][] variance, int updates) {
    private static final double BETA_1 = 0.5;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double WEIGHT_DECAY = 1e-3;

    /** Alpha and Adam after an update. */
    record Updated(Alpha alpha, AlphaAdam adam) {}

    static AlphaAdam initial(int blocks) {
        return new AlphaAdam(new double[blocks][Operation.COUNT], new double[blocks][Operation.COUNT], 0);
    }

    Updated update(Alpha alpha, double[][] gradient, double rate) {
        int blocks = alpha.blocks();
        int t = updates + 1;
        double[][] a = new double[blocks][Operation.COUNT];
        double[][] m = new double[blocks][Operation.COUNT];
        double[][] v = new double[blocks][Operation.COUNT];
        for (int b = 0; b < blocks; b++) {
            for (int j = 0; j < Operation.COUNT; j++) {
                double g = gradient[b][j] + WEIGHT_DECAY * alpha.rows()[b][j];
                m[b][j] = BETA_1 * mean[b][j] + (1 - BETA_1) * g;
                v[b][j] = BETA_2 * variance[b][j] + (1 - BETA_2) * g * g;
                double mHat = m[b][j] / (1 - Math.pow(BETA_1, t));
                double vHat = v[b][j] / (1 - Math.pow(BETA_2, t));
                a[b][j] = alpha.rows()[b][j] - rate * mHat / (Math.sqrt(vHat) + EPSILON);
            }
        }
        return new Updated(new Alpha(a), new AlphaAdam(m, v, t));
    }
}
