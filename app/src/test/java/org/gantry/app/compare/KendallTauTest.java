package org.gantry.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KendallTauTest {
    @Test
    void listsThatOrderAlikeHaveOneAndReversedOnesMinusOne() {
        assertThat(KendallTau.of(List.of(1.0, 2.0, 3.0), List.of(0.1, 0.5, 0.7)))
                .hasValue(1);
        assertThat(KendallTau.of(List.of(1.0, 2.0, 3.0), List.of(0.7, 0.5, 0.1)))
                .hasValue(-1);
    }

    @Test
    void tiesCountAsInTauB() {
        // pairs: 3 in order, 2 against, 1 tied in the first list: (3 - 2) / sqrt(5 · 6)
        double tau = KendallTau.of(List.of(1.0, 2.0, 2.0, 3.0), List.of(1.0, 3.0, 4.0, 2.0))
                .orElseThrow();
        assertThat(tau).isCloseTo(1 / Math.sqrt(30), within(1e-12));
    }

    @Test
    void figuresThatAreAllAlikeOrderNothing() {
        assertThat(KendallTau.of(List.of(1.0, 1.0), List.of(1.0, 2.0))).isEmpty();
    }
}
