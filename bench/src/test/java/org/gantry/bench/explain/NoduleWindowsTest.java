package org.gantry.bench.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.gantry.domain.network.Grid;
import org.junit.jupiter.api.Test;

/** The ball that stands for a nodule. */
class NoduleWindowsTest {
    private static final Grid CROP = new Grid(50, 50, 50);
    private static final double[] MIDDLE = {24.5, 24.5, 24.5};

    @Test
    void aBallHasItsVolumeAndIsEvenAboutItsCentre() {
        boolean[] ball = NoduleWindows.ball(CROP, MIDDLE, 2000);
        int count = 0;
        for (int i = 0; i < ball.length; i++) {
            count += ball[i] ? 1 : 0;
            assertThat(ball[i]).isEqualTo(ball[ball.length - 1 - i]);
        }
        assertThat(count).isCloseTo(2000, Percentage.withPercentage(5));
    }

    @Test
    void theSmallestAreTheVoxelsNextToTheCentre() {
        boolean[] ball = NoduleWindows.ball(CROP, MIDDLE, 0.1);
        int middle = (24 * 50 + 24) * 50 + 24;
        assertThat(ball[middle]).isTrue();
        assertThat(ball[middle + 1]).isTrue();
        assertThat(ball[middle + 2]).isFalse();
    }
}
