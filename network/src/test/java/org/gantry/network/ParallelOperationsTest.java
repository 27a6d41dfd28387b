package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations that run side by side change no bit: sums are in one order whoever comes first. */
class ParallelOperationsTest {
    private static final Grid GRID = new Grid(16, 32, 32);
    private static final int BATCH = 2;
    private static final int STEPS = 6;

    static Stream<Architecture> networks() {
        Genotype mixed = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");
        Widths narrow = Widths.parse("8,16,24,32,48,64");
        return Stream.of(
                new SearchedModel(mixed, narrow, Strides.ANISOTROPIC).architecture(1, 2),
                Baseline.DENSENET3D121.architecture(1, 2));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aTrainingOfSeveralOperationsAtATimeEqualsOneAtATimeBitByBit(Architecture architecture) {
        Tensors one = trained(architecture, 1);
        Tensors four = trained(architecture, 4);
        one.arrays()
                .forEach((name, array) -> assertThat(
                                Arrays.equals(array.values(), four.get(name).values()))
                        .as(name)
                        .isTrue());
    }

    private static Tensors trained(Architecture architecture, int operations) {
        Device device = new Device(1, operations, false);
        try (DerivedNetwork network =
                new DerivedNetwork(architecture, GRID, BATCH, TrainingSettings.RETRAINING, device)) {
            network.initialize(RandomFunction.of(7));
            for (int step = 0; step < STEPS; step++) {
                assertThat(network.trainStep(noise(step), 1e-3).loss()).isFinite();
            }
            return network.state();
        }
    }

    private static Batch noise(int step) {
        RandomFunction random = RandomFunction.of(step);
        float[] voxels = new float[BATCH * GRID.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.gaussian(i);
        }
        return new Batch(GRID, 1, voxels, new int[] {0, 1});
    }
}
