package org.gantry.app.compare;

import java.util.List;

/**
 * The exact paired permutation test, one-sided (Fisher 1935): if the two of each pair were exchangeable, each
 * difference could as well have the other sign; p is the share of all 2^n choices of signs whose sum is at least the
 * observed one. With 6 pairs the smallest p is 1/64.
 */
final class SignFlip {
    static final String NAME = "exact paired sign-flip test, one-sided, of the mean difference";

    private static final int MOST_PAIRS = 24;
    private static final double ROUNDING = 1e-12;

    private SignFlip() {}

    /**
     * How likely chance alone gives differences as high as these.
     *
     * @param differences one a pair, above 0 where the first of the two is better
     */
    static double p(List<Double> differences) {
        int n = differences.size();
        if (n < 1 || n > MOST_PAIRS) {
            throw new IllegalArgumentException("the test counts all signs of 1 to " + MOST_PAIRS + " pairs, not " + n);
        }
        double observed = sum(differences, 0);
        long atLeast = 0;
        for (int signs = 0; signs < 1 << n; signs++) {
            if (sum(differences, signs) >= observed - ROUNDING) {
                atLeast++;
            }
        }
        return (double) atLeast / (1 << n);
    }

    /** The sum with the sign of each difference turned whose bit is set. */
    private static double sum(List<Double> differences, int signs) {
        double sum = 0;
        for (int i = 0; i < differences.size(); i++) {
            sum += (signs >> i & 1) == 0 ? differences.get(i) : -differences.get(i);
        }
        return sum;
    }
}
