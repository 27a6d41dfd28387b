package org.gantry.dashboard.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static Curve of(int most, int count) {
        Curve curve = new Curve(most);
        IntStream.range(0, count).forEach(curve::add);
        return curve;
    }

    @Test
    void aShortCurveIsKeptAsItIs() {
        assertThat(of(4, 3).values()).containsExactly(0.0, 1.0, 2.0);
        assertThat(of(4, 3).every()).isEqualTo(1);
    }

    @Test
    void ofALongOneNeighboursBecomeTheirMeanAndWhatIsNoWholePointIsAMeanToo() {
        assertThat(of(4, 4).values()).containsExactly(0.5, 2.5);
        assertThat(of(4, 9).values()).containsExactly(1.5, 5.5, 8.0);
        assertThat(of(4, 9).every()).isEqualTo(4);
    }

    @Test
    void howeverLongItIsItHasFewPointsAndItsMeanIsRight() {
        Curve curve = of(8, 1 << 16);
        assertThat(curve.values()).hasSizeBetween(4, 8);
        assertThat(curve.values().stream().mapToDouble(v -> v).average().orElseThrow())
                .isCloseTo(((1 << 16) - 1) / 2.0, within(1e-6));
    }

    @Test
    void anOddNumberOfPointsCannotBeHalved() {
        assertThatThrownBy(() -> new Curve(3)).hasMessageContaining("even number of points, not 3");
    }
}
