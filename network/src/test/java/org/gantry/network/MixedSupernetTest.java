package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.junit.jupiter.api.Test;

/** The mixture of all candidates (paper, Eq. 1-2). */
class MixedSupernetTest {
    private static final int BLOCKS = 4;

    private static MixedSupernet mixture() {
        MixedSupernet mixture = new MixedSupernet(
                SmallNetworks.MACRO, SmallNetworks.GRID, SmallNetworks.BATCH_SIZE, SmallNetworks.SGD, Device.DEFAULT);
        mixture.initialize(SmallNetworks.SEED);
        return mixture;
    }

    private static Draw draw(double[][] alpha) {
        return new Draw("run/search", 0, 0, Phase.ALPHA, SmallNetworks.MIXED, Arrays.asList(alpha), 0);
    }

    private static double[][] alpha() {
        double[][] alpha = new double[BLOCKS][Operation.COUNT];
        for (int b = 0; b < BLOCKS; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                alpha[b][k] = SmallNetworks.SEED.at("alpha").gaussian((long) b * Operation.COUNT + k);
            }
        }
        return alpha;
    }

    private static double[] softmax(double[] row) {
        double sum = Arrays.stream(row).map(Math::exp).sum();
        return Arrays.stream(row).map(a -> Math.exp(a) / sum).toArray();
    }

    @Test
    void theGradientOfAlphaIsThatOfFiniteDifferences() {
        // Step 1e-2, in the last block, whose kinks are its own candidates' alone.
        double h = 1e-2;
        int block = BLOCKS - 1;
        Batch batch = SmallNetworks.batch(1);
        try (MixedSupernet mixture = mixture()) {
            double[] gates = mixture.alphaStep(batch, draw(alpha())).gates();
            assertThat(gates).hasSize(BLOCKS * Operation.COUNT);
            double[] p = softmax(alpha()[block]);
            double mean = 0;
            for (int k = 0; k < Operation.COUNT; k++) {
                mean += p[k] * gates[block * Operation.COUNT + k];
            }
            for (int k = 0; k < Operation.COUNT; k++) {
                double[][] more = alpha();
                double[][] less = alpha();
                more[block][k] += h;
                less[block][k] -= h;
                double slope = (mixture.trial(batch, draw(more)).loss()
                                - mixture.trial(batch, draw(less)).loss())
                        / (2 * h);
                assertThat(p[k] * (gates[block * Operation.COUNT + k] - mean))
                        .as("operation %d", k)
                        .isCloseTo(slope, within(5e-5));
            }
        }
    }

    @Test
    void aDecidedMixtureIsTheDrawnNetwork() {
        Batch batch = SmallNetworks.batch(2);
        Genotype genotype = Genotype.of(2, 5, 7, 3);
        double[][] decided = new double[BLOCKS][Operation.COUNT];
        for (int b = 0; b < BLOCKS; b++) {
            decided[b][genotype.operation(b).index()] = 500;
        }
        try (MixedSupernet mixture = mixture();
                Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            assertThat(mixture.trial(batch, draw(decided)).loss())
                    .isCloseTo(supernet.trial(batch, genotype).loss(), within(1e-6));
            assertThat(mixture.weights(genotype).digest())
                    .isEqualTo(supernet.weights(genotype).digest());
        }
    }

    @Test
    void anAlphaStepChangesNothingAndARestoredMixtureGoesOnBitEqual() {
        Batch batch = SmallNetworks.batch(3);
        List<String> states = new ArrayList<>();
        Tensors half;
        try (MixedSupernet mixture = mixture()) {
            states.add(mixture.state().digest());
            assertThat(mixture.alphaStep(batch, draw(alpha())).gates()).isNotEmpty();
            assertThat(mixture.state().digest()).isEqualTo(states.get(0));
            assertThat(mixture.weightStep(batch, draw(alpha()), 0.1).gradientNorm())
                    .isPositive();
            half = mixture.state();
            assertThat(half.digest()).isNotEqualTo(states.get(0));
            assertThat(mixture.weightStep(batch, draw(alpha()), 0.1)).isNotNull();
            states.add(mixture.state().digest());
        }
        try (MixedSupernet another = mixture()) {
            another.restore(half);
            assertThat(another.weightStep(batch, draw(alpha()), 0.1)).isNotNull();
            assertThat(another.state().digest()).isEqualTo(states.get(1));
        }
    }

    @Test
    void aDrawWithoutAlphaIsRefused() {
        Draw bare = new Draw("run/search", 0, 0, Phase.WEIGHTS, SmallNetworks.MIXED, List.of(), 0);
        try (MixedSupernet mixture = mixture()) {
            assertThatThrownBy(() -> mixture.weightStep(SmallNetworks.batch(1), bare, 0.1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("alpha of all 4 blocks, the draw has 0");
        }
    }
}
