package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.network.TrainingSettings.Optimizer;
import org.gantry.network.TrainingSettings.Options;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mixed precision gives nearly the same step, and not the same one. */
class PrecisionTest {
    static Stream<Architecture> networks() {
        return Stream.of(SmallNetworks.NETWORK, Baseline.MC3_18.architecture(1, 2));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aStepOfRoundedFactorsPointsTheSameWay(Architecture architecture) {
        Batch batch = SmallNetworks.batch(3, SmallNetworks.BATCH_SIZE);
        try (DerivedNetwork exact = network(architecture, Precision.FLOAT32);
                DerivedNetwork rounded = network(architecture, Precision.BFLOAT16)) {
            float[] reference = exact.gradients(batch).get("head.weight").values();
            float[] gradient = rounded.gradients(batch).get("head.weight").values();
            assertThat(cosine(reference, gradient)).isBetween(0.99, 0.9999999);
            assertThat(rounded.trainStep(batch, 1e-3).loss())
                    .isCloseTo(exact.trainStep(batch, 1e-3).loss(), within(0.03));
        }
    }

    private static DerivedNetwork network(Architecture architecture, Precision precision) {
        TrainingSettings settings =
                new TrainingSettings(Optimizer.Adam.DEFAULT, 0, 0, 0, new Options(1, 0, List.of(), 0, precision));
        Grid grid = SmallNetworks.GRID;
        DerivedNetwork network =
                new DerivedNetwork(architecture, grid, SmallNetworks.BATCH_SIZE, settings, Device.DEFAULT);
        network.initialize(RandomFunction.of(5));
        return network;
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
