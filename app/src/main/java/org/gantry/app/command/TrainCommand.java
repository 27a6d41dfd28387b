package org.gantry.app.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.gantry.app.Folders;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.run.Preflight;
import org.gantry.app.run.TrainingOptions;
import org.gantry.app.training.Announcement;
import org.gantry.app.training.DataSource;
import org.gantry.app.training.DatasetFile;
import org.gantry.app.training.EpochLines;
import org.gantry.app.training.NamedModel;
import org.gantry.app.training.TrainedModel;
import org.gantry.app.training.TrainingJobs;
import org.gantry.app.training.TrainingRecord;
import org.gantry.bus.Await;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.Ingested;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry train}: one network on a user's data, without a search. */
@Command(
        name = "train",
        description = "Trains one network, tests it once and publishes it; asked again with the same --out, it goes on"
                + " where it stopped. Its defaults are the paper's.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry train --model mc3_18 --data scans --labels labels.csv --out results",
            "  gantry train --model densenet3d121 --dataset nodules --bootstrap-servers 127.0.0.1:9092 --out results",
            "  gantry train --model 0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6 --widths S --data scans \\",
            "    --labels labels.csv --out results --input 16x64x64 --epochs 40 --balanced --patience 10"
        })
public final class TrainCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "resnet3d101, densenet3d121, mc3_18, or a genotype 0,1,2,...")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String model;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of weights, order, augmentation and dropout.")
    private long seed = 1;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the published model; default: MODEL-seedN.")
    private @Nullable String name;

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
        List<NamedModel> models = network.models(List.of(model));
        if (models.size() > 1) {
            throw new IllegalArgumentException(
                    "'" + model + "' are " + models.size() + " models; 'gantry benchmark' trains several");
        }
        Path state = out.resolve(".gantry");
        DataSource source = data.source(state, connection.given());
        TrainingSpec spec = spec(models.get(0), source.dataset());
        source.expected().ifPresent(expected -> Preflight.of(spec, expected));
        if (connection.trainsHere()) {
            network.requireMemory(models);
        }
        Path folder = Folders.writable(out, "--out");
        try (Node node = connection.start(state, EnumSet.of(NodeRole.INGEST));
                TrainingJobs jobs = new TrainingJobs(node.bus(), List.of(spec))) {
            jobs.catchUp();
            Ingested ingested = source.bring(node, output.json());
            output.notes(ingested);
            DatasetManifest manifest = ingested.manifest().orElseThrow();
            Preflight.of(spec, manifest);
            DatasetFile.keep(folder, manifest);
            node.failure().onFailure(jobs::fail);
            output.say("network     " + models.get(0).title() + ": "
                    + models.get(0).cost(manifest.labels().size(), spec.input().size()));
            jobs.request();
            TrainingRecord record =
                    jobs.await(new EpochLines(output::say, System::nanoTime)).get(0);
            if (record.ended().isEmpty()) {
                throw new IllegalStateException(
                        spec.job() + " failed: " + record.failure().orElse("no reason was given"));
            }
            show(new TrainedModel(models.get(0), manifest, record, Announcement.of(node.bus(), spec.run())), node);
        }
        return ExitCode.OK;
    }

    private TrainingSpec spec(NamedModel chosen, String dataset) {
        String run = name == null ? chosen.slug() + "-seed" + seed : name;
        return new TrainingSpec(
                run + "/full", dataset, seed, chosen.choice(), network.input(), Purpose.PUBLISH, training.plan());
    }

    private void show(TrainedModel trained, Node node) throws Exception {
        trained.write(out, Await.result(node.bus().content(trained.model().content())));
        trained.lines().forEach(output::say);
        output.say("model       " + trained.model().model() + ", "
                + trained.model().digest());
        output.say("results     " + out.resolve("results.json"));
        output.result(trained.figures());
    }
}
