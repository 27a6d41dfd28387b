package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
    @Test
    void whatIsWrittenIsRead() {
        Positions positions = new Positions(List.of(12L, 0L, 7L));
        assertThat(positions).hasToString("12-0-7");
        assertThat(Positions.parse("12-0-7")).isEqualTo(positions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-", "-1", "1--2", "9999999999999999999", "1,2"})
    void whatIsNoPlaceIsRefused(String text) {
        assertThatThrownBy(() -> Positions.parse(text)).hasMessageContaining("is no place in a topic");
    }

    @Test
    void aPlaceInAnotherLogIsItsStartAndOneOfOtherPartitionsIsRefused() {
        Positions end = Positions.parse("5-5");
        assertThat(Positions.START.within(end)).hasToString("0-0");
        assertThat(Positions.parse("3-6").within(end)).hasToString("3-0");
        assertThatThrownBy(() -> Positions.parse("3").within(end))
                .hasMessage("3 is a place in 1 partitions, the topic has 2");
    }
}
