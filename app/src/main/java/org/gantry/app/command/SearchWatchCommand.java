package org.gantry.app.command;

import org.gantry.app.run.RunRecord;
import org.gantry.app.run.RunWatch;
import org.gantry.app.run.RunWork;
import org.gantry.app.run.SearchPage;
import org.gantry.app.run.TimeLeft;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Snapshot;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gantry search watch}: a run on a live page, to its end. */
@Command(
        name = "watch",
        description =
                "Shows a search while it goes: alpha, loss, the best measured, time left. Ends when the run ends or is"
                        + " stopped. On no terminal a page an epoch; with --json a line an epoch.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry search watch first --bootstrap-servers 127.0.0.1:9092",
            "  gantry search watch first --bootstrap-servers 127.0.0.1:9092 --json | jq .entropy"
        })
final class SearchWatchCommand extends ReadingCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String name;

    @Override
    void read(Bus bus, Output output) throws Exception {
        RunWork work = RunWork.of(
                asked(bus), Await.result(Snapshot.dataset(bus, asked(bus).dataset())));
        boolean terminal = Boolean.getBoolean("gantry.terminal.out");
        SearchPage page = new SearchPage(work, terminal);
        TimeLeft left = new TimeLeft(work, System::nanoTime);
        WatchScreen screen = new WatchScreen(output, terminal, now -> page.lines(now, left.of(now)));
        try (RunWatch watch = new RunWatch(bus, name)) {
            watch.catchUp();
            RunRecord end = watch.await(screen::show);
            Status status = end.status().orElseThrow();
            if (status.stage() == Stage.FAILED) {
                throw new IllegalStateException("run " + name + " failed: " + status.message());
            }
        }
    }

    private RunSpec asked(Bus bus) throws InterruptedException {
        try (KnownRuns known = new KnownRuns(bus, event -> {})) {
            Await.result(known.caughtUp());
            return KnownSearch.require(known, name);
        }
    }
}
