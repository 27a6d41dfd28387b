package org.gantry.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.app.node.Node;
import org.gantry.app.run.Preflight;
import org.gantry.app.run.RunRequest;
import org.gantry.app.run.Settings;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Snapshot;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry search start}: asks for a search, and leaves it to the searchers and trainers of the bus. */
@Command(
        name = "start",
        description = "Asks for a search with its trainings on a data set of the bus, and does not wait for it.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry serve --broker-port 9092 --devices cpu,cpu",
            "  gantry search start --dataset nodules --name first --bootstrap-servers 127.0.0.1:9092",
            "  gantry search start --dataset nodules --name second --seed 2 --widths S --search-epochs 50 \\",
            "    --bootstrap-servers 127.0.0.1:9092"
        })
final class SearchStartCommand implements Callable<Integer> {
    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description = "A data set that 'gantry ingest' brought.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String dataset;

    @Option(names = "--name", required = true, paramLabel = "RUN", description = "The run's name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String name;

    @Mixin
    private final Settings settings = new Settings();

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (connection.trainsHere()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--bootstrap-servers is missing: a search is done by a running 'gantry serve', as"
                            + " --bootstrap-servers 127.0.0.1:9092; 'gantry run' does one by itself");
        }
        RunSpec asked = settings.spec(name, dataset);
        try (Node node = connection.connect();
                KnownRuns known = new KnownRuns(node.bus(), event -> {})) {
            Await.result(known.caughtUp());
            start(node.bus(), known, asked);
        }
        return ExitCode.OK;
    }

    private void start(Bus bus, KnownRuns known, RunSpec asked) throws InterruptedException {
        DatasetManifest manifest = Await.result(Snapshot.dataset(bus, dataset));
        Preflight.of(asked, manifest);
        RunRequest.requireNewOrSame(bus, asked);
        Stage before = known.standing(name).status().map(Status::stage).orElse(Stage.FAILED);
        if (before == Stage.COMPLETED) {
            throw new IllegalStateException("run " + name + " has ended: it is COMPLETED; give another --name");
        }
        RunRequest.ask(bus, asked);
        output.say("run         " + name + " is asked for on data set " + dataset + ": "
                + manifest.entries().size() + " scans");
        output.say("watch it    gantry search watch " + name + " --bootstrap-servers ...");
        output.result(Map.of(
                "run", name, "dataset", dataset, "scans", manifest.entries().size()));
    }
}
