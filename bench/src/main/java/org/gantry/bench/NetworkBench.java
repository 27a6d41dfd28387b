package org.gantry.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gantry.app.Json;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.Supernet;
import org.gantry.network.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench/run network}: steps of a derived network and of the supernet, inference, and the matmul peak. */
@Command(
        name = "network",
        description = "Times a derived network's Adam step, the supernet's steps and inference.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
final class NetworkBench implements Callable<Integer> {
    private static final double RATE = 1e-3;
    private static final double TO_GFLOP = 2e-9;

    @Option(names = "--widths", description = "Channels of each cell.")
    private String widths = "S";

    @Option(names = "--strides", description = "ISOTROPIC, ANISOTROPIC or a list.")
    private String strides = "ISOTROPIC";

    @Option(names = "--genotype", description = "One operation a block.")
    private String genotype = "0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6";

    @Option(names = "--batch", description = "Volumes in a batch of the training steps.")
    private int batch = 4;

    @Option(names = "--input", description = "Depth x height x width.")
    private String input = "16x64x64";

    @Option(names = "--threads", description = "Threads inside one operation.")
    private int threads = 2;

    @Option(names = "--repetitions", description = "How many timings.")
    private int repetitions = 20;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        MacroArchitecture macro = Strides.parse(strides).macro(Widths.parse(widths), 1, 2);
        Genotype drawn = Genotype.parse(genotype);
        Grid grid = Grid.parse(input);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("matmulPeakGflops", MatMulPeak.measure(threads));
        figures.put("macs", NetworkDescription.of(macro, drawn, grid).macs());
        derived(macro, drawn, grid, figures);
        supernet(macro, drawn, grid, figures);
        if (json) {
            spec.commandLine().getOut().println(Json.pretty(figures));
        } else {
            figures.forEach((name, value) -> spec.commandLine().getOut().printf("%-20s %s%n", name, value));
        }
        return 0;
    }

    private void derived(MacroArchitecture macro, Genotype drawn, Grid grid, Map<String, Object> figures) {
        Device device = new Device(threads, 1, true);
        try (DerivedNetwork network =
                new DerivedNetwork(macro, drawn, grid, batch, TrainingSettings.RETRAINING, device)) {
            network.initialize(RandomFunction.of(1));
            Batch volumes = batch(grid, batch);
            RandomFunction dropout = RandomFunction.of(2);
            Timing step = time(() -> network.trainStep(volumes, RATE, dropout));
            figures.put("derivedAdamStep", step.figures());
            figures.put("derivedAdamStepGflops", 3 * TO_GFLOP * batch * macs(figures) / (step.median() / 1e3));
        }
        try (DerivedNetwork network = new DerivedNetwork(macro, drawn, grid, 1, TrainingSettings.RETRAINING, device)) {
            network.initialize(RandomFunction.of(1));
            Batch volume = batch(grid, 1);
            figures.put("inference", time(() -> network.infer(volume)).figures());
        }
    }

    private static double macs(Map<String, Object> figures) {
        return figures.get("macs") instanceof Long macs ? macs : 0;
    }

    private void supernet(MacroArchitecture macro, Genotype drawn, Grid grid, Map<String, Object> figures) {
        try (Supernet supernet =
                new Supernet(macro, grid, batch, TrainingSettings.SEARCH, new Device(threads, 1, false))) {
            supernet.initialize(RandomFunction.of(1));
            Batch volumes = batch(grid, batch);
            figures.put(
                    "supernetAlphaStep",
                    time(() -> supernet.alphaStep(volumes, drawn)).figures());
            figures.put(
                    "supernetWeightStep",
                    time(() -> supernet.weightStep(volumes, drawn, RATE)).figures());
        }
    }

    private Timing time(Supplier<?> work) {
        return Timing.of(3, repetitions, work);
    }

    private static Batch batch(Grid grid, int size) {
        RandomFunction random = RandomFunction.of(3);
        float[] voxels = new float[size * grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.gaussian(i);
        }
        return new Batch(grid, 1, voxels, new int[size]);
    }
}
