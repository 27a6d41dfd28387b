package org.gantry.bench;

import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.Supernet;
import org.gantry.network.TrainingSettings;

/**
 * Times of the steps that training and answering are made of.
 *
 * @param device where and with how many threads
 * @param repetitions how many of each, after a warm-up
 */
record Timings(Device device, int repetitions) {
    private static final double RATE = 1e-3;
    private static final int WARM_UP = 3;

    /** A derived network's step: forward, backward, Adam. */
    Timing adamStep(Architecture architecture, Grid grid, int batch) {
        try (DerivedNetwork network =
                new DerivedNetwork(architecture, grid, batch, TrainingSettings.RETRAINING, device)) {
            network.initialize(RandomFunction.of(1));
            Batch volumes = noise(grid, architecture.inChannels(), batch);
            RandomFunction dropout = RandomFunction.of(2);
            return Timing.of(WARM_UP, repetitions, () -> network.trainStep(volumes, RATE, dropout));
        }
    }

    /** An answer to one volume, its CAM included. */
    Timing inference(Architecture architecture, Grid grid) {
        try (DerivedNetwork network = new DerivedNetwork(architecture, grid, 1, TrainingSettings.RETRAINING, device)) {
            network.initialize(RandomFunction.of(1));
            Batch volume = noise(grid, architecture.inChannels(), 1);
            return Timing.of(WARM_UP, repetitions, () -> network.infer(volume));
        }
    }

    /**
     * A supernet's two steps.
     *
     * @param alpha forward and backward for the gates
     * @param weights forward, backward, SGD
     */
    record Search(Timing alpha, Timing weights) {}

    Search search(MacroArchitecture macro, Genotype drawn, Grid grid, int batch) {
        try (Supernet supernet = new Supernet(macro, grid, batch, TrainingSettings.SEARCH, device)) {
            supernet.initialize(RandomFunction.of(1));
            Batch volumes = noise(grid, macro.inChannels(), batch);
            return new Search(
                    Timing.of(WARM_UP, repetitions, () -> supernet.alphaStep(volumes, drawn)),
                    Timing.of(WARM_UP, repetitions, () -> supernet.weightStep(volumes, drawn, RATE)));
        }
    }

    private static Batch noise(Grid grid, int channels, int size) {
        RandomFunction random = RandomFunction.of(3);
        float[] voxels = new float[size * grid.positions() * channels];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.gaussian(i);
        }
        return new Batch(grid, channels, voxels, new int[size]);
    }

    /** A network of the search space. */
    static CovidNet3d network(MacroArchitecture macro, String genotype) {
        return new CovidNet3d(macro, Genotype.parse(genotype));
    }
}
