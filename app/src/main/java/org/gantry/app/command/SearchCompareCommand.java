package org.gantry.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.gantry.app.Folders;
import org.gantry.app.Progress;
import org.gantry.app.compare.ComparedRuns;
import org.gantry.app.compare.ComparisonJob;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.run.Preflight;
import org.gantry.app.run.Settings;
import org.gantry.app.training.DataSource;
import org.gantry.app.training.DatasetFile;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.Ingested;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry search compare}: does the search beat chance? */
@Command(
        name = "compare",
        description = "Runs the search and, with the same seeds and budget, random draws; says which found better"
                + " architectures, with a test; asked again with the same --out, it goes on where it stopped.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Runs are jobs on the bus: all searchers and trainers of a cluster share them.",
            "",
            "Examples:",
            "  gantry search compare --data scans --labels labels.csv --seeds 6 --out compare",
            "  gantry search compare --data scans --labels labels.csv --seeds 6 --out compare --search-epochs 20"
        })
public final class SearchCompareCommand implements Callable<Integer> {
    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "So many seeds from --seed on; a run of --mode and one of RANDOM for each.")
    private int seeds = 6;

    @Option(names = "--name", paramLabel = "NAME", description = "First part of the runs' names.")
    private String name = "compare";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the results go.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path out;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final Settings settings = new Settings();

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        DataSource source = data.source(out.resolve(".gantry"), connection.given());
        List<RunSpec> specs = specs(source.dataset());
        source.expected().ifPresent(expected -> Preflight.of(specs.get(0), expected));
        Path folder = Folders.writable(out, "--out");
        try (Node node = connection.start(out.resolve(".gantry"), EnumSet.of(NodeRole.INGEST));
                ComparedRuns runs = new ComparedRuns(node.bus(), specs)) {
            runs.catchUp();
            Ingested ingested = source.bring(node, output.json());
            output.notes(ingested);
            DatasetManifest manifest = ingested.manifest().orElseThrow();
            Preflight.of(specs.get(0), manifest); // they differ in seed and mode only
            DatasetFile.keep(folder, manifest);
            node.failure().onFailure(runs::fail);
            ComparisonJob job = new ComparisonJob(manifest, specs);
            output.say("budget      " + job.budget());
            runs.request();
            try (Progress progress = Progress.begin("runs", " epochs", job.epochs(), output.json())) {
                job.await(runs, progress, output::say);
            }
            job.write(folder);
            job.lines().forEach(output::say);
            output.say("results     " + out.resolve("comparison.json") + ", .txt, .png");
            output.result(job.figures());
            return job.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    private List<RunSpec> specs(String dataset) {
        RunSpec asked = settings.spec(name, dataset);
        Mode mode = asked.search().mode();
        if (mode == Mode.RANDOM || seeds < 1) {
            throw new IllegalArgumentException(
                    "a comparison sets another --mode against RANDOM, with --seeds of 1 or more");
        }
        if (asked.evaluation().ensemble() > 1) {
            throw new IllegalArgumentException("a comparison is of the best architectures alone; leave --ensemble out");
        }
        List<RunSpec> specs = new ArrayList<>();
        LongStream.range(asked.seed(), asked.seed() + seeds).forEach(seed -> {
            for (Mode one : List.of(mode, Mode.RANDOM)) {
                specs.add(asked.as(name + "-" + one.toString().toLowerCase(Locale.ROOT) + "-" + seed, seed, one));
            }
        });
        return specs;
    }
}
