package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.Operation;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of RATIONALE.md; run by name: {@code mvn test -pl network -Dtest=StepFigures}. */
class StepFigures {
    private static final Genotype MIXED = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");
    private static final Grid SEARCHED = Grid.parse("16x64x64");
    private static final Device DEVICE = new Device(Integer.getInteger("threads", 2), 1, false);
    private static final int STEPS = 20;

    private static MacroArchitecture macro(String strides) {
        return Strides.parse(strides).macro(Widths.S, 1, 2);
    }

    private static Batch noise(Grid grid, int size) {
        RandomFunction random = RandomFunction.of(1);
        float[] voxels = new float[size * grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.gaussian(i);
        }
        return new Batch(grid, 1, voxels, new int[size]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISOTROPIC", "ANISOTROPIC"})
    void aDerivedNetworksAdamStepAndInference(String strides) {
        long start = System.nanoTime();
        try (DerivedNetwork network = new DerivedNetwork(
                new CovidNet3d(macro(strides), MIXED), SEARCHED, 4, TrainingSettings.RETRAINING, DEVICE)) {
            network.initialize(RandomFunction.of(2));
            Batch batch = noise(SEARCHED, 4);
            report(strides + " Adam step, batch 4", start, step -> network.trainStep(batch, 1e-3));
        }
        Grid large = Grid.parse("32x128x128");
        start = System.nanoTime();
        try (DerivedNetwork network = new DerivedNetwork(
                new CovidNet3d(macro(strides), MIXED), large, 1, TrainingSettings.RETRAINING, DEVICE)) {
            network.initialize(RandomFunction.of(2));
            Batch batch = noise(large, 1);
            report(strides + " inference, batch 1, " + large, start, step -> network.infer(batch));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISOTROPIC", "ANISOTROPIC"})
    void theSupernetsSteps(String strides) {
        long start = System.nanoTime();
        try (Supernet supernet = new Supernet(macro(strides), SEARCHED, 4, TrainingSettings.SEARCH, DEVICE)) {
            supernet.initialize(RandomFunction.of(2));
            Batch batch = noise(SEARCHED, 4);
            report(strides + " alpha step, batch 4", start, step -> supernet.alphaStep(batch, drawn(step)));
            start = System.nanoTime();
            report(strides + " weight step, batch 4", start, step -> supernet.weightStep(batch, drawn(step), 1e-3));
        }
    }

    private static Genotype drawn(int step) {
        RandomFunction random = RandomFunction.of(3).at(step);
        int[] operations = new int[MIXED.blocks()];
        Arrays.setAll(operations, block -> random.below(block, Operation.COUNT));
        return Genotype.of(operations);
    }

    private static void report(String what, long start, IntFunction<?> work) {
        assertThat(work.apply(STEPS)).isNotNull();
        double first = (System.nanoTime() - start) / 1e6;
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] wall = new double[STEPS];
        long cpu = system.getProcessCpuTime();
        for (int step = 0; step < STEPS; step++) {
            long begin = System.nanoTime();
            assertThat(work.apply(step)).isNotNull();
            wall[step] = (System.nanoTime() - begin) / 1e6;
        }
        double cpuStep = (system.getProcessCpuTime() - cpu) / 1e6 / STEPS;
        Arrays.sort(wall);
        System.out.printf(
                "%-40s start with first step %5.0f ms, then min %4.0f, median %4.0f, processor %4.0f ms%n",
                what, first, wall[0], wall[STEPS / 2], cpuStep);
    }
}
