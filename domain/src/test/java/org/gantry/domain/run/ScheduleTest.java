package org.gantry.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void thePapersFallsFromTheFirstRateToTheLastAlongACosine() {
        assertThat(Schedule.PAPER.rate(0, 200)).isEqualTo(1e-3);
        assertThat(Schedule.PAPER.rate(100, 200)).isCloseTo((1e-3 + 1e-5) / 2, within(1e-12));
        assertThat(Schedule.PAPER.rate(200, 200)).isCloseTo(1e-5, within(1e-12));
    }

    @Test
    void warmUpRisesInAStraightLineAndTheCosineBeginsAfterIt() {
        Schedule schedule = new Schedule(1e-2, 0, 5);
        assertThat(schedule.rate(2.5, 20)).isCloseTo(5e-3, within(1e-12));
        assertThat(schedule.rate(5, 20)).isEqualTo(1e-2);
        assertThat(schedule.rate(12.5, 20)).isCloseTo(5e-3, within(1e-12));
        assertThat(schedule.rate(20, 20)).isCloseTo(0, within(1e-12));
    }

    @Test
    void ratesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Schedule(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(1, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
