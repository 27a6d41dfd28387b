package org.gantry.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.gantry.app.Folders;
import org.gantry.app.Progress;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.run.Preflight;
import org.gantry.app.run.TrainingOptions;
import org.gantry.app.table.Table3;
import org.gantry.app.table.TableText;
import org.gantry.app.training.DataSource;
import org.gantry.app.training.DatasetFile;
import org.gantry.app.training.NamedModel;
import org.gantry.app.training.TrainingJobs;
import org.gantry.app.training.TrainingRecord;
import org.gantry.app.training.TrainingsWatched;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.Ingested;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry benchmark}: the paper's Table 3 of a user's data. */
@Command(
        name = "benchmark",
        description =
                "Trains several networks with several seeds, tests each once, and tabulates them (the paper's"
                        + " Table 3); asked again with the same --out, it goes on where it stopped. Its defaults are the paper's.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every training is a job on the bus: all trainers of a cluster share them, and --devices gpu:0,gpu:1 makes two.",
            "",
            "Examples:",
            "  gantry benchmark --models resnet3d101,densenet3d121,mc3_18 --seeds 1,2,3 --data scans \\",
            "    --labels labels.csv --out table",
            "  gantry benchmark --models mc3_18 --models 0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6@L --dataset nodules \\",
            "    --bootstrap-servers 127.0.0.1:9092 --out table --epochs 30 --input 16x64x64"
        })
public final class BenchmarkCommand implements Callable<Integer> {
    @Option(
            names = {"--models", "--model"},
            required = true,
            paramLabel = "MODELS",
            description =
                    "Names with commas between: resnet3d101,densenet3d121,mc3_18; a genotype 0,1,2,... may follow,"
                            + " as GENOTYPE@WIDTHS@STRIDES where these are its own; between genotypes stands ';'."
                            + " May be given several times.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private List<String> models;

    @Option(names = "--seeds", split = ",", paramLabel = "N", description = "A training of each network for each.")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(names = "--name", paramLabel = "NAME", description = "The trainings' run.")
    private String name = "benchmark";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the results go.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path out;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final TrainingOptions training = new TrainingOptions(TrainingPlan.PAPER);

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        List<NamedModel> chosen = network.models(models);
        Path state = out.resolve(".gantry");
        DataSource source = data.source(state, connection.given());
        List<TrainingSpec> specs = specs(chosen, source.dataset());
        source.expected().ifPresent(expected -> specs.forEach(spec -> Preflight.of(spec, expected)));
        if (connection.trainsHere()) {
            network.requireMemory(chosen);
        }
        Path folder = Folders.writable(out, "--out");
        try (Node node = connection.start(state, EnumSet.of(NodeRole.INGEST));
                TrainingJobs jobs = new TrainingJobs(node.bus(), specs)) {
            jobs.catchUp();
            Ingested ingested = source.bring(node, output.json());
            output.notes(ingested);
            DatasetManifest manifest = ingested.manifest().orElseThrow();
            specs.forEach(spec -> Preflight.of(spec, manifest));
            DatasetFile.keep(folder, manifest);
            node.failure().onFailure(jobs::fail);
            output.say("trainings   " + chosen.size() + " networks, seeds " + seeds + ": " + specs.size() + " of "
                    + specs.get(0).plan().epochs() + " epochs");
            jobs.request();
            return show(Table3.of(name, manifest, await(jobs)));
        }
    }

    private List<TrainingSpec> specs(List<NamedModel> chosen, String dataset) {
        if (seeds.stream().distinct().count() < seeds.size()) {
            throw new IllegalArgumentException("--seeds " + seeds + " names a seed twice");
        }
        TrainingPlan plan = training.plan();
        List<TrainingSpec> specs = new ArrayList<>();
        for (NamedModel model : chosen) {
            for (long seed : seeds) {
                String job = name + "/" + model.slug() + "-seed" + seed;
                specs.add(new TrainingSpec(job, dataset, seed, model.choice(), network.input(), Purpose.COMPARE, plan));
            }
        }
        return specs;
    }

    private List<TrainingRecord> await(TrainingJobs jobs) throws InterruptedException {
        long epochs =
                jobs.soFar().stream().mapToLong(t -> t.spec().plan().epochs()).sum();
        try (Progress progress = Progress.begin("trainings", " epochs", epochs, output.json())) {
            return jobs.await(new TrainingsWatched(output::say, progress));
        }
    }

    private int show(Table3 table) throws Exception {
        table.write(out);
        TableText.lines(table).forEach(output::say);
        table.experiment().lines().forEach(output::say);
        output.say("results     " + out.resolve("table3.json") + ", .csv, .txt, .png");
        output.result(table.figures());
        return table.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
