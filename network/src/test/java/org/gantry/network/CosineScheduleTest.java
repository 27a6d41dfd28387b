package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The paper's schedule: 0.001 to 1e-5 over 200 epochs. */
class CosineScheduleTest {
    private static final CosineSchedule PAPER = new CosineSchedule(1e-3, 1e-5, 200);

    @Test
    void itStartsAndEndsWhereItSays() {
        assertThat(PAPER.rate(0)).isCloseTo(1e-3, within(1e-12));
        assertThat(PAPER.rate(200)).isCloseTo(1e-5, within(1e-12));
        assertThat(PAPER.rate(300)).isCloseTo(1e-5, within(1e-12));
    }

    @Test
    void halfwayItStandsInTheMiddle() {
        assertThat(PAPER.rate(100)).isCloseTo(5.05e-4, within(1e-12));
        assertThat(PAPER.rate(50)).isGreaterThan(PAPER.rate(50.5));
    }

    @Test
    void aScheduleWithoutEpochsIsRefused() {
        assertThatThrownBy(() -> new CosineSchedule(1e-3, 1e-5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epochs");
    }
}
