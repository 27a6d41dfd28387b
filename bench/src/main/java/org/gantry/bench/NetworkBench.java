package org.gantry.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.network.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run network}: steps of a network and of its supernet, inference, memory, and the matmul peak. */
@Command(
        name = "network",
        description = "Times a network's Adam step and inference, its supernet's steps, and the matmul peak.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
final class NetworkBench implements Callable<Integer> {
    static final String MIXED = "0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6";

    @Option(
            names = {"--genotype", "--model"},
            description = "One operation a block, or resnet3d101, densenet3d121, mc3_18.")
    private String model = MIXED;

    @Option(names = "--widths", description = "Channels of each cell.")
    private String widths = "S";

    @Option(names = "--strides", description = "ISOTROPIC, ANISOTROPIC or a list.")
    private String strides = "ISOTROPIC";

    @Option(names = "--batch", description = "Volumes in a batch of the training steps.")
    private int batch = 4;

    @Option(names = "--input", description = "Depth x height x width.")
    private String input = "16x64x64";

    @Option(names = "--threads", description = "Threads of TensorFlow, and of the matmul peak.")
    private int threads = 2;

    @Option(names = "--repetitions", description = "How many timings.")
    private int repetitions = 20;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        ModelChoice choice = ModelChoice.parse(model, Widths.parse(widths), Strides.parse(strides));
        Architecture architecture = choice.architecture(1, 2);
        Grid grid = Grid.parse(input);
        Timings timings = new Timings(Device.ofThreads(threads), repetitions);
        double peak = MatMulPeak.inOwnProcess(threads);
        double forward = Work.forward(architecture, grid);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("matmulPeakGflops", peak);
        if (choice instanceof SearchedModel searched) {
            Timings.Search search =
                    timings.search(searched.strides().macro(searched.widths(), 1, 2), searched.genotype(), grid, batch);
            figures.put("supernetAlphaStep", search.alpha().figures());
            figures.put("supernetWeightStep", search.weights().figures(Work.OF_A_STEP * batch * forward, peak));
            figures.put("supernetPeakRssMiB", Memory.peakRssMiB());
        }
        figures.put(
                "derivedAdamStep",
                timings.adamStep(architecture, grid, batch).figures(Work.OF_A_STEP * batch * forward, peak));
        figures.put("inference", timings.inference(architecture, grid).figures(forward, peak));
        print(figures);
        return 0;
    }

    private void print(Map<String, Object> figures) {
        if (output.json()) {
            output.result(figures);
        } else {
            figures.forEach((name, value) -> output.out().printf("%-20s %s%n", name, value));
        }
    }
}
