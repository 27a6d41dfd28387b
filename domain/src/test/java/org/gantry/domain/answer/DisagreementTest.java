package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DisagreementTest {
    private static final float[][] TWO = {{0.9f, 0.1f}, {0.5f, 0.5f}};

    @Test
    void theAnswerIsTheMeanOfTheMembers() {
        assertThat(Disagreement.mean(TWO)).containsExactly(new float[] {0.7f, 0.3f}, within(1e-7f));
    }

    /** H(0.7, 0.3) = 0.610864; H(0.9, 0.1) = 0.325083; H(0.5, 0.5) = 0.693147: 0.610864 - 0.509115. */
    @Test
    void disagreementIsTheEntropyOfTheMeanLessTheMeanEntropy() {
        assertThat(Disagreement.of(TWO)).isCloseTo(0.101749, within(1e-6));
    }

    @Test
    void whoSayTheSameDoNotDisagreeHoweverUnsureTheyAre() {
        assertThat(Disagreement.of(new float[][] {{0.2f, 0.5f, 0.3f}, {0.2f, 0.5f, 0.3f}}))
                .isCloseTo(0, within(1e-7));
        assertThat(Disagreement.of(new float[][] {{0.5f, 0.5f}, {0.5f, 0.5f}, {0.5f, 0.5f}}))
                .isZero();
    }

    @Test
    void certainMembersThatSayOtherThingsDisagreeMost() {
        assertThat(Disagreement.of(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))
                .isCloseTo(Math.log(3), within(1e-6));
    }

    @Test
    void oneAloneAnswersAsItIsAndCannotDisagree() {
        float[] alone = {0.123456f, 0.876544f};
        assertThat(Disagreement.mean(new float[][] {alone})).containsExactly(alone);
        assertThat(Disagreement.of(new float[][] {alone})).isZero();
    }

    @Test
    void onErrorsItIsComparedWithThatOnRightAnswers() {
        Disagreement.OnErrors found =
                Disagreement.OnErrors.of(new boolean[] {true, false, false}, new double[] {0.25, 0.125, 0.25});
        assertThat(found.whereRight()).hasValue(0.1875);
        assertThat(found.whereWrong()).hasValue(0.25);
        assertThat(found.auroc()).as("one pair of two, and half of a tie").hasValue(0.75);
        Disagreement.OnErrors none = Disagreement.OnErrors.of(new boolean[2], new double[] {0.25, 0.125});
        assertThat(none.whereWrong()).isEmpty();
        assertThat(none.auroc()).isEmpty();
    }
}
