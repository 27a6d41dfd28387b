package org.gantry.app.command;

import java.nio.file.Path;
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
import org.gantry.ingest.dataset.Split;
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
            "  gantry ingest --dry-run --json archive",
            "  gantry ingest new/scan1.nii.gz new/scan2.nii.gz --bootstrap-servers 127.0.0.1:9092"
        })
public final class IngestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders; one folder with --labels.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private List<Path> paths;

    @Option(names = "--labels", paramLabel = "FILE", description = "CSV: scan, label, optional patient and role.")
    private @Nullable Path labels;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Name of the data set; default: the folder's.")
    private @Nullable String dataset;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the split; default: 1.")
    private long seed = 1;

    @Option(names = "--intensity", description = "What the numbers mean: ${COMPLETION-CANDIDATES}; default: AUTO.")
    private IntensityChoice intensity = IntensityChoice.AUTO;

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
        IngestRequest request = request();
        IngestPlan plan = IngestPlan.of(request);
        if (dryRun) {
            return new Inspection(output).of(plan) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        try (Node node = connection.start(Connection.directory(), EnumSet.of(NodeRole.INGEST));
                Progress progress = Progress.begin("ingest", " scans", 1, output.json())) {
            Ingested ingested = Await.result(node.ingest().ingest(request, progress::stepTo));
            output.notes(ingested);
            output.say(ingested.scans().size() + " scans are on the bus"
                    + ingested.manifest().map(m -> ", data set " + m.name()).orElse(""));
            output.result(figures(ingested));
            return ingested.scans().isEmpty() || !ingested.refused().isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    private IngestRequest request() {
        if (labels == null) {
            return new IngestRequest("", paths, Optional.empty(), Split.seeded(seed), intensity);
        }
        if (paths.size() != 1) {
            throw new ParameterException(spec.commandLine(), "with --labels there is one folder, not " + paths);
        }
        String name = dataset == null
                ? paths.get(0).toAbsolutePath().normalize().getFileName().toString()
                : dataset;
        return new IngestRequest(name, paths, Optional.of(labels), Split.seeded(seed), intensity);
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
        figures.put("oddities", ingested.oddities());
        figures.put("refused", ingested.refused());
        return figures;
    }
}
