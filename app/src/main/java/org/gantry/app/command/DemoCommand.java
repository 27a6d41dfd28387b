package org.gantry.app.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gantry.app.Progress;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.app.phantom.Phantoms;
import org.gantry.app.run.MainJob;
import org.gantry.app.run.Originals;
import org.gantry.app.run.OutFolder;
import org.gantry.app.run.Report;
import org.gantry.app.run.RunResults;
import org.gantry.app.run.RunSummary;
import org.gantry.app.run.Settings;
import org.gantry.bus.Await;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.dataset.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry demo}: the main job on synthetic phantoms, start to end, with nothing to prepare. */
@Command(
        name = "demo",
        description = "Makes synthetic chest phantoms and runs the whole job on them, on an embedded broker.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  gantry demo --seed 2 --out gantry-demo"})
public final class DemoCommand implements Callable<Integer> {
    private static final String DATASET = "synthetic-phantoms";

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go; emptied first.")
    private Path out = Path.of("gantry-demo");

    @Option(names = "--seed", paramLabel = "N", description = "Seed of phantoms, split, search and trainings.")
    private long seed = 1;

    @Option(names = "--scans", paramLabel = "N", description = "How many phantoms, half of each class.")
    private int scans = 240;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        OutFolder folder = OutFolder.create(out).emptied();
        PhantomFolder phantoms = new PhantomFolder(out.resolve("phantoms"));
        output.say("synthetic phantoms (no patient data): " + scans + " in " + phantoms.folder());
        try (Progress progress = Progress.begin("phantoms", " scans", scans, output.json())) {
            phantoms.write(Phantoms.of(seed), scans, progress::stepTo);
        }
        Settings settings = Settings.demo(seed);
        IngestRequest request =
                IngestRequest.labelled(DATASET, phantoms.scans(), phantoms.labels(), Split.seeded(seed));
        try (Node node = Node.start(NodeConfig.embedded(out.resolve(".gantry")))) {
            RunResults results =
                    new MainJob(node, output.json(), output::say).run(settings.spec("demo-" + seed, DATASET), request);
            byte[] bundle = Await.result(node.bus().content(results.model().content()));
            folder.write(results, bundle, new Originals(phantoms.scans(), Optional.of(phantoms.masks()), false));
            RunSummary.lines(results).forEach(output::say);
            output.say("results     " + out + " (synthetic data: says nothing about patients)");
            output.result(new Report(results).figures());
        }
        return ExitCode.OK;
    }
}
