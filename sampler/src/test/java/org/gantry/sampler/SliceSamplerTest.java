package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceSamplerTest {
    private static final RandomFunction RANDOM = RandomFunction.of(5);

    private static int[] positions(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        // by hand: (i + 1/2) n/t - 1/2
        "4, 4, 0 1 2 3",
        "4, 2, 1 2",
        "8, 4, 1 3 4 6",
        "8, 2, 2 5",
        "9, 3, 1 4 7",
        "10, 4, 1 3 6 8",
        "7, 3, 1 3 5",
        "5, 1, 2",
        "4, 1, 1",
        "2, 4, 0 0 1 1",
        "1, 3, 0 0 0",
        "3, 5, 0 0 1 2 2",
        "3, 4, 0 1 1 2"
    })
    void symmetricPositionsByHand(int n, int t, String expected) {
        assertThat(SliceSampler.symmetric(n, t)).containsExactly(positions(expected));
    }

    @Test
    void symmetricSamplingCoversTheWholeScanAlikeFromBothEnds() {
        for (int n = 1; n <= 130; n++) {
            for (int t = 1; t <= 70; t++) {
                int[] p = SliceSampler.symmetric(n, t);
                for (int i = 0; i < t; i++) {
                    assertThat(p[i]).isBetween(0, n - 1);
                    assertThat(Math.abs(p[i] - ((i + 0.5) * n / t - 0.5))).isLessThanOrEqualTo(0.5 + 1e-9);
                    if (2 * i + 1 != t) {
                        assertThat(p[i] + p[t - 1 - i])
                                .as(n + " to " + t + ", slice " + i)
                                .isEqualTo(n - 1);
                    }
                }
                assertThat(p).isSorted();
            }
        }
    }

    @Test
    void sixtyThreeSlicesAreCoveredAndNotOnlyHalfOfThem() {
        int[] p = SliceSampler.symmetric(63, 32);
        assertThat(p[0]).isEqualTo(0);
        assertThat(p[31]).isEqualTo(62);
    }

    @Test
    void randomSamplingLeavesOutSlicesInOrderAndNoneTwice() {
        for (int i = 0; i < 100; i++) {
            assertThat(SliceSampler.random(20, 16, RANDOM.at(i)))
                    .hasSize(16)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        assertThat(SliceSampler.random(16, 16, RANDOM))
                .isEqualTo(IntStream.range(0, 16).toArray());
    }

    @Test
    void everySubsetIsEquallyLikely() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            counts.merge(Arrays.toString(SliceSampler.random(5, 3, RANDOM.at(i))), 1, Integer::sum);
        }
        assertThat(counts).hasSize(10);
        assertThat(counts.values()).allSatisfy(n -> assertThat(n).isBetween(880, 1120));
    }

    @Test
    void fewerSlicesAreAllKeptAndRepeatedInPlace() {
        int[] repeats = new int[3];
        for (int i = 0; i < 3_000; i++) {
            int[] p = SliceSampler.random(3, 5, RANDOM.at(i));
            assertThat(p).hasSize(5).isSorted().contains(0, 1, 2);
            for (int slice : p) {
                repeats[slice]++;
            }
        }
        // each of the two repeats falls on each slice with a third
        assertThat(IntStream.of(repeats)).allSatisfy(n -> assertThat(n).isBetween(4_850, 5_150));
    }

    @Test
    void aPlaceInTheJobGivesOneDrawAndAnotherPlaceAnother() {
        assertThat(SliceSampler.random(40, 16, RANDOM.at(1))).isEqualTo(SliceSampler.random(40, 16, RANDOM.at(1)));
        assertThat(SliceSampler.random(40, 16, RANDOM.at(1))).isNotEqualTo(SliceSampler.random(40, 16, RANDOM.at(2)));
    }

    @Test
    void nothingIsDrawnFromNothing() {
        assertThatThrownBy(() -> SliceSampler.symmetric(0, 4)).hasMessage("no 4 slices can be drawn from 0");
    }
}
