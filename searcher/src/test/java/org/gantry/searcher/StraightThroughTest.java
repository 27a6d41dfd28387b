package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradient of alpha is what automatic differentiation makes of the straight-through draw: every drawn operation
 * multiplied by z = 1 - stop(p̃) + p̃ (PAPER.md, section 2).
 */
class StraightThroughTest {
    private static final int BLOCKS = 3;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 5})
    void theGradientOfAlphaIsThatOfAutomaticDifferentiation(double tau) {
        double[][] alpha = numbers("alpha");
        double[][] gumbel = numbers("gumbel");
        GumbelSoftmax drawn = GumbelSoftmax.draw(new Alpha(alpha), tau, gumbel);
        int[] chosen = drawn.genotype().indices();
        double[][] gradient = drawn.gradient(gates(chosen));
        for (int b = 0; b < BLOCKS; b++) {
            for (int j = 0; j < Operation.COUNT; j++) {
                Dual[] z = new Dual[BLOCKS];
                for (int at = 0; at < BLOCKS; at++) {
                    Dual soft = soft(alpha[at], gumbel[at], tau, chosen[at], at == b ? j : -1);
                    assertThat(soft.value()).isCloseTo(drawn.soft()[at][chosen[at]], within(1e-12));
                    z[at] = Dual.constant(1).minus(soft.stopped()).plus(soft);
                }
                double slope = loss(z, chosen).slope();
                assertThat(gradient[b][j])
                        .as("block %d, operation %d", b, j)
                        .isCloseTo(slope, within(1e-12 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    /** p̃ of one operation, alpha's entry {@code by} being the variable. */
    private static Dual soft(double[] alpha, double[] gumbel, double tau, int operation, int by) {
        Dual[] a = new Dual[Operation.COUNT];
        Arrays.setAll(a, k -> new Dual(alpha[k], k == by ? 1 : 0));
        Dual logSum = sum(Arrays.stream(a).map(Dual::exp).toArray(Dual[]::new)).log();
        Dual[] e = new Dual[Operation.COUNT];
        Arrays.setAll(
                e,
                k -> a[k].minus(logSum)
                        .plus(Dual.constant(gumbel[k]))
                        .over(Dual.constant(tau))
                        .exp());
        return e[operation].over(sum(e));
    }

    private static Dual sum(Dual[] terms) {
        return Arrays.stream(terms).reduce(Dual.constant(0), Dual::plus);
    }

    /** A network of numbers: each block's operation takes the output of the block before; what comes out is squared. */
    private static Dual loss(Dual[] z, int[] chosen) {
        Dual x = Dual.constant(0.7);
        for (int b = 0; b < z.length; b++) {
            Dual operation = x.times(Dual.constant(0.3 + 0.2 * chosen[b])).exp().minus(Dual.constant(1));
            x = x.plus(z[b].times(operation));
        }
        return x.times(x);
    }

    /** dL/dz, one block after the other the variable: what a trainer reports. */
    private static double[] gates(int[] chosen) {
        double[] gates = new double[BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            Dual[] z = new Dual[BLOCKS];
            Arrays.fill(z, Dual.constant(1));
            z[b] = new Dual(1, 1);
            gates[b] = loss(z, chosen).slope();
        }
        return gates;
    }

    private static double[][] numbers(String name) {
        RandomFunction random = RandomFunction.of(23).at(name);
        double[][] numbers = new double[BLOCKS][Operation.COUNT];
        for (int b = 0; b < BLOCKS; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                numbers[b][k] = random.gaussian((long) b * Operation.COUNT + k);
            }
        }
        return numbers;
    }
}
