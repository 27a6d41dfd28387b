package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrustTest {
    private static final float[] PROBABILITIES = {0.25f, 0.75f};

    private static Abstention abstention(OptionalDouble foreignness, double below) {
        return Trust.of(PROBABILITIES, Temperature.ONE, foreignness, OptionalDouble.empty(), below)
                .abstention();
    }

    @Test
    void anAnswerAbstainsBelowItsThresholdAndNotAtIt() {
        assertThat(abstention(OptionalDouble.empty(), 0)).isEqualTo(Abstention.NONE);
        assertThat(abstention(OptionalDouble.empty(), 0.75)).isEqualTo(Abstention.NONE);
        assertThat(abstention(OptionalDouble.empty(), 0.76)).isEqualTo(Abstention.UNSURE);
    }

    @Test
    void aForeignInputIsSaidFirst() {
        assertThat(abstention(OptionalDouble.of(1), 0)).isEqualTo(Abstention.NONE);
        assertThat(abstention(OptionalDouble.of(1.01), 0)).isEqualTo(Abstention.FOREIGN_INPUT);
        assertThat(abstention(OptionalDouble.of(3), 0.9)).isEqualTo(Abstention.FOREIGN_INPUT);
    }

    @Test
    void whatIsNotKnownIsNotForeignAndNotFamiliar() {
        assertThat(Trust.UNKNOWN.foreign()).isEmpty();
        assertThat(Trust.UNKNOWN.abstains()).isFalse();
        assertThat(Trust.of(PROBABILITIES, Temperature.ONE, OptionalDouble.of(2), OptionalDouble.empty(), 0)
                        .foreign())
                .contains(true);
    }
}
