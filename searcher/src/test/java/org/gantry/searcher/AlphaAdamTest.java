package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlphaAdamTest {
    private static double[][] first(double value) {
        double[][] rows = new double[1][8];
        rows[0][0] = value;
        return rows;
    }

    @Test
    void twoStepsAreAsComputedByHand() {
        AlphaAdam.Updated one = AlphaAdam.initial(1).update(new Alpha(new double[1][8]), first(1), 0.1);
        // m̂ = g = 1, v̂ = g² = 1
        assertThat(one.alpha().rows()[0][0]).isCloseTo(-0.1, within(1e-8));
        AlphaAdam.Updated two = one.adam().update(one.alpha(), first(3), 0.1);
        // g = 3 − 1e-3·0.1 = 2.9999; m = 1.74995, m̂ = m / 0.75; v = 0.00999840001, v̂ = v / 0.001999
        double expected = -0.1 - 0.1 * (1.74995 / 0.75) / Math.sqrt(0.00999840001 / 0.001999);
        assertThat(two.alpha().rows()[0][0]).isCloseTo(expected, within(1e-7));
        assertThat(two.adam().updates()).isEqualTo(2);
    }

    @Test
    void weightDecayAlonePullsAlphaTowardsZero() {
        AlphaAdam.Updated one = AlphaAdam.initial(1).update(new Alpha(first(2)), first(0), 0.1);
        assertThat(one.alpha().rows()[0][0]).isCloseTo(1.9, within(1e-6));
        assertThat(one.alpha().rows()[0][1]).isZero();
    }

    @Test
    void anUpdateLeavesTheValuesBeforeItAsTheyWere() {
        Alpha alpha = new Alpha(first(2));
        AlphaAdam adam = AlphaAdam.initial(1);
        assertThat(adam.update(alpha, first(1), 0.1).alpha().rows()[0][0]).isLessThan(2);
        assertThat(alpha.rows()[0][0]).isEqualTo(2);
        assertThat(adam.mean()[0][0]).isZero();
        assertThat(adam.updates()).isZero();
    }
}
