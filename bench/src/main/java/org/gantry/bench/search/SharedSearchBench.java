package org.gantry.bench.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
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
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.Sharing;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.Device;
import org.gantry.network.Processor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run shared-search}: one trainer against two that share the search, each with one thread. */
@Command(
        name = "shared-search",
        description =
                "Searches phantoms over the embedded broker, by one trainer and by two that average their weights,"
                        + " on the same volumes.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class SharedSearchBench implements Callable<Integer> {
    private static final int TRAINERS = 2;

    @Option(names = "--input", paramLabel = "DxHxW", description = "Size of volumes.")
    private String input = "8x32x32";

    @Option(names = "--batch", description = "Volumes in a batch of a trainer.")
    private int batch = 4;

    @Option(names = "--widths", description = "Channels of each cell.")
    private String widths = "S";

    @Option(names = "--strides", description = "Strides of stem and cells.")
    private String strides = "ISOTROPIC";

    @Option(names = "--batches", description = "Batches of D_T an epoch, and as many of D_V.")
    private int batches = 32;

    @Option(names = "--epochs", description = "Epochs.")
    private int epochs = 6;

    @Option(names = "--rate", description = "Learning rate of the weights.")
    private double rate = 0.01;

    @Option(names = "--open-over", description = "Epochs over which the search space opens; 0 for an open one.")
    private int openOver;

    @Option(names = "--alpha-after", description = "Epochs in which alpha stays.")
    private int alphaAfter;

    @Option(names = "--seeds", description = "How many seeds.")
    private int seeds = 3;

    @Option(names = "--every", split = ",", description = "Weight steps between two averagings.")
    private List<Integer> every = List.of(1, 4, 16);

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        try (Workplace workplace = Workplace.open("gantry-shared-search");
                Node node = Node.start(config(workplace))) {
            DatasetManifest manifest = workplace.ingest(node, Grid.parse(input), batch, batches);
            List<Sharing> sharings = new ArrayList<>(List.of(Sharing.ALONE));
            every.forEach(k -> sharings.add(new Sharing(TRAINERS, k)));
            List<SharedFigures> all = new ArrayList<>();
            for (Sharing sharing : sharings) {
                all.add(search(node, manifest, sharing));
            }
            print(all);
        }
        return 0;
    }

    private static NodeConfig config(Workplace workplace) {
        Device oneThread = Device.ofThreads(1).on(Processor.CPU);
        return new NodeConfig(
                Optional.empty(),
                workplace.node(),
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.SEARCHER, NodeRole.TRAINER),
                Collections.nCopies(TRAINERS, oneThread));
    }

    private SharedFigures search(Node node, DatasetManifest manifest, Sharing sharing) throws InterruptedException {
        List<SharedFigures> all = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            RunSpec run = run(seed, sharing);
            double seconds =
                    new BusSearch(node.bus(), run, manifest).run().time().wall();
            all.add(SharedFigures.of(node.bus(), run, seconds, epochs * batches * batch));
        }
        return SharedFigures.mean(all);
    }

    private RunSpec run(int seed, Sharing sharing) {
        Preprocessing size = Preprocessing.lung(Grid.parse(input));
        SearchSettings search = new SearchSettings(
                Mode.DNAS,
                epochs,
                batch,
                0.01,
                new SharedWeights(SharedWeights.Rule.SGD, rate, openOver),
                5,
                0.5,
                new Estimator(Estimator.PAPER.gradient(), 1, alphaAfter, 0),
                sharing);
        return new RunSpec(
                "shared-" + seed + "-" + sharing.trainers() + "-" + sharing.averageEvery(),
                Workplace.DATASET,
                seed,
                Widths.parse(widths),
                Strides.parse(strides),
                size,
                size,
                search,
                new EvaluationSettings(1, 1, TrainingPlan.PAPER));
    }

    private void print(List<SharedFigures> all) {
        SharedFigures alone = all.get(0);
        double step = alone.millisABatch(batch);
        OptionalDouble meeting = SharedFigures.millisAMeeting(all.subList(1, all.size()));
        if (output.json()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("input", input);
            figures.put("batch", batch);
            figures.put("widths", widths);
            figures.put("searches", all.stream().map(SharedFigures::figures).toList());
            figures.put("millisABatch", step);
            meeting.ifPresent(millis -> figures.put("millisAMeeting", millis));
            output.result(figures);
            return;
        }
        output.out().println(SharedFigures.head());
        all.forEach(one -> output.out().println(one.row(alone)));
        output.out()
                .printf(
                        Locale.ROOT,
                        "widths %s, %s, batch %d: a batch's steps take %.0f ms alone%s%n",
                        widths,
                        input,
                        batch,
                        step,
                        meeting.isEmpty()
                                ? ""
                                : String.format(Locale.ROOT, ", a meeting %.0f ms", meeting.getAsDouble()));
    }
}
