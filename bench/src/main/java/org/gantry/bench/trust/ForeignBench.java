package org.gantry.bench.trust;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.app.phantom.Phantoms;
import org.gantry.app.run.Answers;
import org.gantry.app.training.Announcement;
import org.gantry.app.training.TrainingJobs;
import org.gantry.app.training.TrainingRecord;
import org.gantry.bench.Output;
import org.gantry.bench.Workplace;
import org.gantry.bus.Await;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.Ingested;
import org.gantry.ingest.dataset.Split;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run foreign}: what a model flags that learnt from chests, the whole way from files to predictions. Its
 * weights do not matter to that, so they are trained for an epoch only.
 */
@Command(
        name = "foreign",
        description = "Measures which scans are flagged as foreign to a model.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class ForeignBench implements Callable<Integer> {
    private static final Genotype SMALL = Genotype.parse("0,7,7,7,0,7,7,7,0,7,7,7,0,7,7,7,0,7,7,7,0");

    @Option(names = "--data", paramLabel = "DIR", description = "Scans to learn from; phantoms without it.")
    private @Nullable Path data;

    @Option(names = "--labels", paramLabel = "FILE", description = "Their labels.")
    private @Nullable Path labels;

    @Option(names = "--phantoms", paramLabel = "N", description = "How many phantoms there are.")
    private int phantoms = 200;

    @Option(names = "--made", paramLabel = "N", description = "How many of each kind of foreign scan are made.")
    private int made = 20;

    @Option(names = "--foreign", paramLabel = "NAME=PATH", description = "Further foreign scans; may be given often.")
    private final Map<String, Path> foreign = new LinkedHashMap<>();

    @Option(names = "--input", paramLabel = "DxHxW", description = "Size of volumes.")
    private String input = "24x40x40";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of phantoms and split.")
    private long seed = 1;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        try (Workplace place = Workplace.open("gantry-foreign");
                Node node = Node.start(NodeConfig.embedded(place.node()))) {
            Ingested learnt = Await.result(node.ingest().ingest(request(place), (done, of) -> {}));
            ModelAnnounced model = train(node);
            try (Answers answers = new Answers(node.bus(), model.digest())) {
                Set<String> test = learnt.manifest().orElseThrow().of(Set.of(Role.TEST)).stream()
                        .map(Entry::scanId)
                        .collect(Collectors.toSet());
                ForeignGroup own = group("own test", test, answers, node);
                List<ForeignGroup> groups = new ArrayList<>(List.of(own));
                for (MadeScans kind : MadeScans.values()) {
                    Path folder = kind.write(place.folder().resolve(kind.name()), made);
                    groups.add(group(kind.name().toLowerCase(Locale.ROOT), folder, answers, node));
                }
                for (Map.Entry<String, Path> entry : foreign.entrySet()) {
                    groups.add(group(entry.getKey(), entry.getValue(), answers, node));
                }
                print(own, groups);
            }
        }
        return 0;
    }

    private IngestRequest request(Workplace place) throws IOException {
        if (data != null && labels != null) {
            return IngestRequest.labelled("own", data, labels, Split.seeded(seed));
        }
        PhantomFolder folder = new PhantomFolder(place.folder().resolve("phantoms"));
        folder.write(Phantoms.of(seed), phantoms, written -> {});
        return IngestRequest.labelled("own", folder.scans(), folder.labels(), Split.seeded(seed));
    }

    private ModelAnnounced train(Node node) throws InterruptedException {
        TrainingSpec training = new TrainingSpec(
                "foreign/full",
                "own",
                seed,
                new SearchedModel(SMALL, Widths.parse("4,4,8,8,8,8"), Strides.ANISOTROPIC),
                Preprocessing.lung(Grid.parse(input)),
                Purpose.PUBLISH,
                new TrainingPlan(1, 4, 1, 0, Precision.FLOAT32, Schedule.PAPER, Regularisation.PAPER));
        try (TrainingJobs jobs = new TrainingJobs(node.bus(), List.of(training))) {
            jobs.catchUp();
            node.failure().onFailure(jobs::fail);
            jobs.request();
            TrainingRecord record = jobs.await(now -> {}).get(0);
            if (record.ended().isEmpty()) {
                throw new IllegalStateException(record.failure().orElse("the training did not end"));
            }
        }
        return Announcement.of(node.bus(), training.run());
    }

    private static ForeignGroup group(String name, Path scans, Answers answers, Node node) throws InterruptedException {
        Ingested ingested =
                Await.result(node.ingest().ingest(IngestRequest.unlabelled(List.of(scans)), (done, of) -> {}));
        if (ingested.scans().isEmpty()) {
            throw new IllegalArgumentException(scans + " holds no scan that can be read: " + ingested.refused());
        }
        Set<String> ids =
                ingested.scans().stream().map(s -> s.header().scanId()).collect(Collectors.toSet());
        return group(name, ids, answers, node);
    }

    private static ForeignGroup group(String name, Set<String> scans, Answers answers, Node node)
            throws InterruptedException {
        answers.await(scans, node::requireHealth);
        return new ForeignGroup(
                name,
                answers.predictions().values().stream()
                        .filter(p -> scans.contains(p.scanId()))
                        .map(Prediction::trust)
                        .mapToDouble(trust -> trust.foreignness().orElseThrow())
                        .toArray());
    }

    private void print(ForeignGroup own, List<ForeignGroup> groups) {
        PrintWriter out = output.out();
        if (output.json()) {
            output.result(groups.stream().map(g -> g.figures(own)).toList());
            return;
        }
        out.printf("%-24s %6s %8s %8s %8s%n", "group", "scans", "flagged", "median", "AUROC");
        for (ForeignGroup group : groups) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %6d %8.3f %8.2f %8s%n",
                    group.name(),
                    group.foreignness().length,
                    group.flagged(),
                    group.median(),
                    group.name().equals(own.name()) ? "-" : String.format(Locale.ROOT, "%.3f", group.auroc(own)));
        }
        out.flush();
    }
}
