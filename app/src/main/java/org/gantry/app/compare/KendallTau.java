package org.gantry.app.compare;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Kendall's rank correlation tau-b (Kendall 1945), which allows for ties: 1 where two lists of figures order things
 * alike, -1 where they order them the other way round, 0 where they have nothing to do with each other.
 */
final class KendallTau {
    private KendallTau() {}

    /** Of two lists of equal length; empty where either has no two different figures. */
    static OptionalDouble of(List<Double> one, List<Double> other) {
        long together = 0;
        long untiedOne = 0;
        long untiedOther = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int j = 0; j < i; j++) {
                int a = Integer.signum(Double.compare(one.get(i), one.get(j)));
                int b = Integer.signum(Double.compare(other.get(i), other.get(j)));
                together += (long) a * b;
                untiedOne += Math.abs(a);
                untiedOther += Math.abs(b);
            }
        }
        return untiedOne == 0 || untiedOther == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(together / Math.sqrt((double) untiedOne * untiedOther));
    }
}
