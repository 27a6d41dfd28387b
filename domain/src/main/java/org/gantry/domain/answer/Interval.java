package org.gantry.domain.answer;

import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * A 95 % confidence interval of a share.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
    private static final double Z = 1.959963984540054;
    private static final int HALVINGS = 50;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval does not reach from " + low + " to " + high);
        }
    }

    /**
     * Of a proportion, by Wilson's score (1927): it does not shrink to a point where all or none hit.
     *
     * @param hits how many of the trials
     * @param trials at least one
     */
    static Interval wilson(int hits, int trials) {
        double p = (double) hits / trials;
        double spread = Z * Z / trials;
        double middle = (p + spread / 2) / (1 + spread);
        double reach = Z / (1 + spread) * Math.sqrt(p * (1 - p) / trials + spread / (4.0 * trials));
        return new Interval(Math.max(0, middle - reach), Math.min(1, middle + reach));
    }

    /**
     * Of an area under the ROC curve, by Newcombe's score with Hanley and McNeil's variance (Newcombe 2006, part 2,
     * method 5): like Wilson's it keeps its width where the area is 1, which a bootstrap does not.
     *
     * @param positives how many, at least one
     * @param negatives how many, at least one
     */
    static Interval ofAuroc(double area, int positives, int negatives) {
        DoubleUnaryOperator reach = theta -> {
            double n = (positives + negatives) / 2.0 - 1;
            double variance = theta * (1 - theta) * (1 + n * (1 - theta) / (2 - theta) + n * theta / (1 + theta));
            return Z * Math.sqrt(variance / ((double) positives * negatives));
        };
        double low = border(area, 0, theta -> theta + reach.applyAsDouble(theta) < area);
        double high = border(area, 1, theta -> theta - reach.applyAsDouble(theta) > area);
        return new Interval(Math.min(low, area), Math.max(high, area));
    }

    /** Where one leaves the interval on the way from its inside to an end of [0, 1]. */
    private static double border(double inside, double end, DoublePredicate outside) {
        double in = inside;
        double out = end;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (outside.test(middle)) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return in;
    }
}
