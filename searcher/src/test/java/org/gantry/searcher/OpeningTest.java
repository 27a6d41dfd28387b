package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.junit.jupiter.api.Test;

class OpeningTest {
    private static final int BLOCKS = 21;
    private static final int EPOCH = 10;
    private static final double CHANCE = Math.log(2);
    private static final RandomFunction RANDOM = RandomFunction.of(5);

    /** Any path of 21 blocks. */
    private static Genotype drawn(int step) {
        return Genotype.of(IntStream.range(0, BLOCKS)
                .map(b -> RANDOM.at("drawn").at(step).below(b, 8))
                .toArray());
    }

    /** What so many weight steps take, each with this loss. */
    private static List<Genotype> taken(Opening opening, int steps, double loss) {
        return IntStream.range(0, steps)
                .mapToObj(i -> {
                    Genotype taken = opening.of(drawn(i), i % EPOCH, RANDOM.at(i));
                    opening.learned(loss);
                    return taken;
                })
                .toList();
    }

    private static double shareAfter(Opening opening, int steps, double loss) {
        assertThat(taken(opening, steps, loss)).hasSize(steps);
        return opening.share();
    }

    private static long alike(Genotype a, Genotype b) {
        return IntStream.range(0, BLOCKS)
                .filter(i -> a.indices()[i] == b.indices()[i])
                .count();
    }

    @Test
    void anOpenSpaceTakesWhatIsDrawn() {
        List<Genotype> all = taken(new Opening(0, CHANCE), 30, CHANCE);
        assertThat(all)
                .isEqualTo(IntStream.range(0, 30).mapToObj(OpeningTest::drawn).toList());
    }

    @Test
    void whileNothingIsLearnedAllStepsTakeOnePath() {
        assertThat(taken(new Opening(100, CHANCE), 50, CHANCE)).containsOnly(drawn(0));
    }

    @Test
    void itOpensWhileTheLossIsBelowChanceAndClosesAgain() {
        Opening opening = new Opening(100, CHANCE);
        assertThat(shareAfter(opening, 60, CHANCE / 4)).isBetween(0.4, 0.6);
        assertThat(shareAfter(opening, 100, CHANCE / 4)).isEqualTo(1);
        assertThat(shareAfter(opening, 40, 2 * CHANCE)).isLessThan(1);
    }

    @Test
    void pathsPartByAsManyBlocksAsAreOpen() {
        Opening opening = new Opening(100, CHANCE);
        List<Genotype> all = taken(opening, 200, CHANCE / 4);
        double early = IntStream.range(10, 20)
                .mapToLong(i -> alike(all.get(i), all.get(i - 1)))
                .average()
                .orElseThrow();
        double late = IntStream.range(150, 200)
                .mapToLong(i -> alike(all.get(i), all.get(i - 1)))
                .average()
                .orElseThrow();
        assertThat(early).as("of 21 blocks").isGreaterThan(17);
        assertThat(late).as("as of free draws, 21 / 8").isLessThan(5);
    }

    @Test
    void noCandidateIsFavouredByThePathInTheEnd() {
        Opening opening = new Opening(400, CHANCE);
        int[] counts = new int[8];
        for (Genotype path : taken(opening, 800, CHANCE / 4)) {
            Arrays.stream(path.indices()).forEach(k -> counts[k]++);
        }
        double even = 800.0 * BLOCKS / 8;
        assertThat(Arrays.stream(counts).asDoubleStream())
                .allSatisfy(n -> assertThat(n).isBetween(0.7 * even, 1.3 * even));
    }
}
