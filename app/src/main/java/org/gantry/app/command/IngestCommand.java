package org.gantry.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gantry.app.Progress;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.Ingested;
import org.gantry.ingest.dataset.Labelling;
import org.gantry.ingest.dataset.Part;
import org.gantry.ingest.dataset.Split;
import org.gantry.ingest.paper.PaperDataset;
import org.gantry.ingest.paper.PaperLabelling;
import org.gantry.ingest.read.IntensityChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry ingest}: files onto the bus, as a data set where there are labels. */
@Command(
        name = "ingest",
        description = "Brings scans onto the bus; with labels, as a data set that runs can use.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry ingest scans --labels labels.csv --dataset nodules",
            "  gantry ingest --dry-run --json study.zip",
            "  gantry ingest --dataset covid-ctset --root COVID-CTset --split train=train.json --split test=test.json",
            "  gantry ingest new/scan1.nii.gz new/scan2.nii.gz --bootstrap-servers 127.0.0.1:9092"
        })
public final class IngestCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files, folders and archives; one of them with --labels.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "With --dataset clean-cc-ccii, mosmeddata or covid-ctset: the folder that holds its classes.")
    private @Nullable Path root;

    @Option(
            names = "--split",
            paramLabel = "PART=FILE",
            description =
                    "With --root, a list of the authors': train=FILE, test=FILE; without any, all that lies there.")
    private Map<Part, Path> lists = new EnumMap<>(Part.class);

    @Option(names = "--labels", paramLabel = "FILE", description = "CSV: scan, label, optional patient and role.")
    private @Nullable Path labels;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Name of the data set; default: the folder's.")
    private @Nullable String dataset;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the split; default: 1.")
    private long seed = 1;

    @Option(
            names = "--intensity",
            paramLabel = "NAME",
            description = "What the numbers mean: ${COMPLETION-CANDIDATES}; default: AUTO.")
    private IntensityChoice intensity = IntensityChoice.AUTO;

    @Mixin
    private final MendOption mend = new MendOption();

    @Option(
            names = "--dry-run",
            description = "Reads everything, publishes nothing, and says what each scan is, or why it is none.")
    private boolean dryRun;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        IngestRequest request = request().mending(mend.asked());
        if (dryRun) {
            return new Inspection(output).of(IngestPlan.look(request)) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        IngestPlan.of(request);
        try (Node node = connection.start(Connection.directory(), EnumSet.of(NodeRole.INGEST));
                Progress progress = Progress.begin("ingest", " scans", 1, output.json())) {
            Ingested ingested = Await.result(node.ingest().ingest(request, progress::stepTo));
            output.notes(ingested);
            if (labels == null && root == null) {
                ingested.scans().stream()
                        .map(s -> s.header().scanId())
                        .forEach(id -> output.say(
                                String.format("%-32s %s", id, ingested.places().get(id))));
            }
            output.say(ingested.scans().size() + " scans are on the bus"
                    + ingested.manifest().map(m -> ", data set " + m.name()).orElse(""));
            output.result(figures(ingested));
            return ingested.scans().isEmpty() || !ingested.refused().isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    private IngestRequest request() {
        if (root != null) {
            return paperDataset(root);
        }
        if (paths.isEmpty()) {
            throw refusal("name a file, a folder or an archive");
        }
        if (labels == null) {
            return new IngestRequest("", paths, Optional.empty(), Split.seeded(seed), intensity);
        }
        if (paths.size() != 1) {
            throw refusal("with --labels there is one folder, not " + paths);
        }
        String name = dataset == null
                ? paths.get(0).toAbsolutePath().normalize().getFileName().toString()
                : dataset;
        return new IngestRequest(name, paths, Optional.of(Labelling.csv(labels)), Split.seeded(seed), intensity);
    }

    private IngestRequest paperDataset(Path folder) {
        PaperDataset paper = PaperDataset.named(dataset == null ? "" : dataset)
                .orElseThrow(() -> refusal("--root goes with --dataset and one of " + PaperDataset.names()));
        if (!paths.isEmpty() || labels != null) {
            throw refusal("--root stands for the files and their labels; leave PATH and --labels out");
        }
        return new IngestRequest(
                paper.toString(),
                List.of(folder),
                Optional.of(new PaperLabelling(paper, lists)),
                Split.seeded(seed),
                intensity);
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Map<String, Object> figures(Ingested ingested) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "scans", ingested.scans().stream().map(s -> s.header().scanId()).toList());
        ingested.manifest().ifPresent(m -> {
            figures.put("dataset", m.name());
            figures.put("digest", m.digest());
            figures.put(
                    "roles",
                    m.entries().stream()
                            .collect(Collectors.groupingBy(
                                    DatasetManifest.Entry::role, TreeMap::new, Collectors.counting())));
        });
        Map<String, String> places = new TreeMap<>();
        ingested.places().forEach((id, place) -> places.put(id, place.toString()));
        figures.put("places", places);
        figures.put("oddities", ingested.oddities());
        figures.put("refused", ingested.refused());
        return figures;
    }
}
