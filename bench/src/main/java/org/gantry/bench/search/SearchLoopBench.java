package org.gantry.bench.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.bench.Output;
import org.gantry.bench.Workplace;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Preprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run search-loop}: what the bus costs a search, against the same steps in a plain loop. */
@Command(
        name = "search-loop",
        description = "Times a search over the embedded broker (sampler, searcher and trainer verticles),"
                + " then the same draws on the same batches, ready in memory, in a loop of one thread.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class SearchLoopBench implements Callable<Integer> {
    private static final Grid INPUT = new Grid(16, 64, 64);
    private static final int BATCH = 4;

    @Option(names = "--steps", description = "Alpha steps in all, and as many weight steps.")
    private int steps = 100;

    @Option(names = "--epochs", description = "Epochs that they make, each with its measurement.")
    private int epochs = 5;

    @Option(
            names = "--rounds",
            description = "How often both are timed, in turn, each time with another seed, after a warm-up.")
    private int rounds = 4;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        try (Workplace workplace = Workplace.open("gantry-search-loop");
                Node node = Node.start(NodeConfig.embedded(workplace.node()))) {
            DatasetManifest manifest = workplace.ingest(node, INPUT, BATCH, steps / epochs);
            List<LoopTimes> all = new ArrayList<>();
            for (int seed = 0; seed <= rounds; seed++) {
                all.add(round(node, run(seed), manifest));
            }
            // the first is spent on compiling: a broker of some seconds of age runs interpreted
            print(all.subList(1, all.size()));
        }
        return 0;
    }

    private RunSpec run(int seed) {
        Preprocessing input = Preprocessing.lung(INPUT);
        return new RunSpec(
                "loop-" + seed,
                Workplace.DATASET,
                seed,
                Widths.S,
                Strides.ISOTROPIC,
                input,
                input,
                new SearchSettings(Mode.DNAS, epochs, BATCH, 0.001, 0.001, 5, 0.5, Estimator.PAPER),
                new EvaluationSettings(1, 1, TrainingPlan.PAPER));
    }

    private static LoopTimes round(Node node, RunSpec run, DatasetManifest manifest) throws InterruptedException {
        BusSearch bus = new BusSearch(node.bus(), run, manifest);
        StepClock overBus = bus.run();
        StepClock plain = new StepClock(bus.steps());
        new RecordedSearch(run, run.macro(manifest.labels().size()), bus.batches(), plain).search();
        return LoopTimes.of(overBus, plain);
    }

    private void print(List<LoopTimes> all) {
        if (output.json()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("rounds", all.stream().map(LoopTimes::figures).toList());
            figures.put("medianRatio", LoopTimes.medianRatio(all));
            output.result(figures);
            return;
        }
        all.forEach(times -> output.out().println(times));
        output.out().printf(Locale.ROOT, "ratio, median %.3f%n", LoopTimes.medianRatio(all));
    }
}
