package org.gantry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomFunctionTest {
    private static final int MANY = 200_000;
    private final RandomFunction random = RandomFunction.of(7).at("test");

    private static double mean(IntToDoubleFunction f) {
        return IntStream.range(0, MANY).mapToDouble(f).average().orElseThrow();
    }

    @Test
    void theSameCoordinatesGiveTheSameNumber() {
        assertThat(RandomFunction.of(7).at("test").uniform(3)).isEqualTo(random.uniform(3));
        // written down once, so that a run of last year replays
        assertThat(RandomFunction.of(42).at("job").at(3).uniform(0)).isEqualTo(0.947995515103533);
    }

    @Test
    void everyCoordinateMatters() {
        Set<Double> seen = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (int epoch = 0; epoch < 10; epoch++) {
                for (int step = 0; step < 10; step++) {
                    seen.add(RandomFunction.of(seed).at(epoch).at(step).uniform(0));
                }
            }
        }
        assertThat(seen).hasSize(1000);
        assertThat(random.at(1).at(2)).isNotEqualTo(random.at(2).at(1));
        assertThat(random.at("ab").at("c")).isNotEqualTo(random.at("a").at("bc"));
    }

    @Test
    void uniformNumbersFillTheOpenInterval() {
        assertThat(mean(random::uniform)).isCloseTo(0.5, within(0.003));
        assertThat(mean(i -> Math.pow(random.uniform(i) - 0.5, 2))).isCloseTo(1 / 12.0, within(0.001));
        assertThat(IntStream.range(0, MANY).mapToDouble(random::uniform)).allMatch(u -> u > 0 && u < 1);
    }

    @Test
    void integersAreEquallyLikely() {
        int[] counts = new int[7];
        IntStream.range(0, MANY).forEach(i -> counts[random.below(i, 7)]++);
        assertThat(counts)
                .satisfies(c -> assertThat(IntStream.of(c))
                        .allSatisfy(n -> assertThat(n / (double) MANY).isCloseTo(1 / 7.0, within(0.005))));
    }

    @Test
    void gumbelNumbersHaveTheirMeanAndVariance() {
        double euler = 0.5772156649;
        assertThat(mean(random::gumbel)).isCloseTo(euler, within(0.01));
        assertThat(mean(i -> Math.pow(random.gumbel(i) - euler, 2))).isCloseTo(Math.PI * Math.PI / 6, within(0.03));
    }

    @Test
    void gaussianNumbersHaveTheirMeanAndVariance() {
        assertThat(mean(random::gaussian)).isCloseTo(0, within(0.01));
        assertThat(mean(i -> Math.pow(random.gaussian(i), 2))).isCloseTo(1, within(0.02));
    }

    @Test
    void aPermutationHoldsEveryNumberOnce() {
        assertThat(IntStream.of(random.permutation(100)).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(random.permutation(0)).isEmpty();
        assertThat(random.permutation(1)).containsExactly(0);
    }

    @Test
    void everyPermutationIsEquallyLikely() {
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            int[] p = random.at(i).permutation(3);
            counts[2 * p[0] + (p[1] > p[2] ? 1 : 0)]++;
        }
        assertThat(IntStream.of(counts)).allSatisfy(n -> assertThat(n).isBetween(9_600, 10_400));
    }
}
