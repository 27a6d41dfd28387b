package org.gantry.app.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.run.MainJob;
import org.gantry.app.run.Originals;
import org.gantry.app.run.OutFolder;
import org.gantry.app.run.Preflight;
import org.gantry.app.run.Report;
import org.gantry.app.run.RunResults;
import org.gantry.app.run.RunSummary;
import org.gantry.app.run.Settings;
import org.gantry.bus.Await;
import org.gantry.domain.run.RunSpec;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.dataset.Split;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry run}: the main job on a user's data. */
@Command(
        name = "run",
        description = "Searches, trains and tests a network on your data, and explains its answers.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry run --data scans --labels labels.csv --out results",
            "  gantry run --data scans --labels labels.csv --out results --widths S --input 32x128x128 --epochs 50",
            "  gantry run @settings.txt        (options from a file, one a line)"
        })
public final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder or archive of scans: DICOM, NIfTI, NRRD, MetaImage, PNG or TIFF slices.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path data;

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "FILE",
            description = "CSV: scan (or name), label, optional patient and role.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path labels;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the results go.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "The run's name; default: run-SEED.")
    private @Nullable String name;

    @Mixin
    private final Settings settings = new Settings();

    @Mixin
    private final MendOption mend = new MendOption();

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        OutFolder folder = OutFolder.create(out);
        String run = name == null ? "run-" + settings.seed() : name;
        String dataset = data.toAbsolutePath().normalize().getFileName().toString();
        IngestRequest request = IngestRequest.labelled(dataset, data, labels, Split.seeded(settings.seed()))
                .mending(mend.asked());
        RunSpec asked = settings.spec(run, dataset);
        Preflight.of(asked, request);
        try (Node node = connection.start(out.resolve(".gantry"), EnumSet.of(NodeRole.INGEST))) {
            RunResults results = new MainJob(node, output.json(), output::say).run(asked, request);
            byte[] bundle = Await.result(node.bus().content(results.model().content()));
            folder.write(results, bundle, new Originals(data, Optional.empty(), mend.asked()));
            RunSummary.lines(results).forEach(output::say);
            output.say("results     " + out.resolve("results.json"));
            output.result(new Report(results).figures());
        }
        return ExitCode.OK;
    }
}
