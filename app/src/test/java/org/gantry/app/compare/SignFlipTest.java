package org.gantry.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignFlipTest {
    @Test
    void sixGainsAreTheRarestOfSixtyFourChoices() {
        assertThat(SignFlip.p(List.of(0.1, 0.2, 0.05, 0.3, 0.01, 0.2))).isEqualTo(1.0 / 64);
    }

    @Test
    void aSmallLossAmongGainsCounts() {
        // of the eight choices of signs only +++ and ++- reach 0.1 + 0.2 - 0.01
        assertThat(SignFlip.p(List.of(0.1, 0.2, -0.01))).isEqualTo(2.0 / 8);
    }

    @Test
    void equalRunsProveNothing() {
        assertThat(SignFlip.p(List.of(0.0, 0.0, 0.0))).isEqualTo(1);
    }

    @Test
    void lossesAreNoGain() {
        assertThat(SignFlip.p(List.of(-0.1, -0.2, -0.3))).isEqualTo(1);
    }

    @Test
    void tooManyPairsAreRefused() {
        assertThatThrownBy(() -> SignFlip.p(Collections.nCopies(25, 0.1))).hasMessageContaining("1 to 24 pairs");
    }
}
