package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.junit.jupiter.api.Test;

class AlphaTest {
    private static double[] row(double... values) {
        return values;
    }

    @Test
    void alphaStartsNearZeroAndIsAFunctionOfItsSeed() {
        Alpha alpha = Alpha.initial(21, RandomFunction.of(1));
        double[] all =
                Arrays.stream(alpha.rows()).flatMapToDouble(Arrays::stream).toArray();
        assertThat(all).hasSize(168);
        double squares = DoubleStream.of(all).map(a -> a * a).sum() / all.length;
        assertThat(Math.sqrt(squares)).isCloseTo(1e-3, within(2e-4));
        assertThat(Alpha.initial(21, RandomFunction.of(1)).rows()).isDeepEqualTo(alpha.rows());
        assertThat(Alpha.initial(21, RandomFunction.of(2)).rows()[0]).isNotEqualTo(alpha.rows()[0]);
    }

    @Test
    void probabilitiesAreTheSoftmaxHoweverLargeAlphaIs() {
        Alpha alpha = new Alpha(
                new double[][] {row(0, Math.log(2), 0, 0, 0, 0, 0, 0), row(1000, 0, 0, 0, 0, 0, 0, 1000 - Math.log(3))
                });
        double[] first = Arrays.stream(alpha.logProbabilities(0)).map(Math::exp).toArray();
        assertThat(first[1]).isCloseTo(2.0 / 9, within(1e-12));
        assertThat(DoubleStream.of(first).sum()).isCloseTo(1, within(1e-12));
        double[] second =
                Arrays.stream(alpha.logProbabilities(1)).map(Math::exp).toArray();
        assertThat(second[0]).isCloseTo(0.75, within(1e-12));
        assertThat(second[7]).isCloseTo(0.25, within(1e-12));
        assertThat(second[3]).isZero();
    }

    @Test
    void entropyIsLogEightWhereNothingIsDecidedAndZeroWhereAllIs() {
        assertThat(new Alpha(new double[3][8]).entropy()).isCloseTo(Math.log(8), within(1e-12));
        assertThat(new Alpha(new double[][] {row(500, 0, 0, 0, 0, 0, 0, 0)}).entropy())
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void theDerivedGenotypeIsTheLargestOfEachRow() {
        Alpha alpha = new Alpha(
                new double[][] {row(0, 0, 1, 0, 0, 0, 0, 0), row(-1, -2, -3, -4, -5, -6, -7, -0.5), row(new double[8])
                });
        assertThat(alpha.derive()).isEqualTo(Genotype.of(2, 7, 0));
    }
}
