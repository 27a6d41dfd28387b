package org.gantry.network;

import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Stride;
import org.gantry.network.TrainingSettings.Optimizer;

/** Networks of four blocks that tests can afford: one strided block, one with a shortcut, in each of two cells. */
final class SmallNetworks {
    static final Grid GRID = new Grid(5, 12, 11);
    static final int BATCH_SIZE = 3;
    static final MacroArchitecture MACRO = new MacroArchitecture(
            8, new Stride(1, 2, 2), List.of(new Cell(8, 2, Stride.all(2)), new Cell(12, 2, new Stride(1, 2, 2))), 1, 2);
    static final Genotype MIXED = Genotype.of(0, 4, 5, 2);
    static final TrainingSettings SGD = new TrainingSettings(new Optimizer.Sgd(0.9), 5e-4, 5, 0);
    static final TrainingSettings ADAM = new TrainingSettings(Optimizer.Adam.DEFAULT, 5e-4, 0, 0);
    static final RandomFunction SEED = RandomFunction.of(17);

    static final CovidNet3d NETWORK = new CovidNet3d(MACRO, MIXED);

    private SmallNetworks() {}

    static DerivedNetwork derived(Genotype genotype, TrainingSettings settings) {
        return new DerivedNetwork(new CovidNet3d(MACRO, genotype), GRID, BATCH_SIZE, settings, Device.DEFAULT);
    }

    static Supernet supernet(TrainingSettings settings) {
        Supernet supernet = new Supernet(MACRO, GRID, BATCH_SIZE, settings, Device.DEFAULT);
        supernet.initialize(SEED);
        return supernet;
    }

    /** Volumes of noise; those of class 1 are brighter in one corner. */
    static Batch batch(long seed, int size) {
        RandomFunction random = RandomFunction.of(seed);
        int positions = GRID.positions();
        float[] voxels = new float[size * positions];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 2;
            for (int p = 0; p < positions; p++) {
                double corner = labels[i] == 1 && p < positions / 3 ? 2 : 0;
                voxels[i * positions + p] = (float) (random.gaussian((long) i * positions + p) + corner);
            }
        }
        return new Batch(GRID, 1, voxels, labels);
    }

    static Batch batch(long seed) {
        return batch(seed, BATCH_SIZE);
    }
}
