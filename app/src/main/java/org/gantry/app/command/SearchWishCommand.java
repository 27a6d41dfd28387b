package org.gantry.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.RunStanding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A wish for a run: it is published, and the searcher's answer waited for. */
abstract class SearchWishCommand extends ReadingCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Parameters(index = "0", paramLabel = "NAME", description = "The run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String name;

    private final Wish wish;

    SearchWishCommand(Wish wish) {
        this.wish = wish;
    }

    /** {@code gantry search pause}. */
    @Command(
            name = "pause",
            description = "Lets a search rest: its trainers save their states and are free for others.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry search pause first --bootstrap-servers 127.0.0.1:9092"})
    static final class Pause extends SearchWishCommand {
        Pause() {
            super(Wish.PAUSE);
        }
    }

    /** {@code gantry search resume}. */
    @Command(
            name = "resume",
            description = "Lets a search that rests, or failed, go on where it was.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry search resume first --bootstrap-servers 127.0.0.1:9092"})
    static final class Resume extends SearchWishCommand {
        Resume() {
            super(Wish.RUN);
        }
    }

    /** {@code gantry search stop}. */
    @Command(
            name = "stop",
            description =
                    "Leaves a search as it is, and ends who watches it; what it recorded stays. It may be resumed.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry search stop first --bootstrap-servers 127.0.0.1:9092"})
    static final class Stop extends SearchWishCommand {
        Stop() {
            super(Wish.STOP);
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        try (KnownRuns known = new KnownRuns(bus, event -> {})) {
            Await.result(known.caughtUp());
            RunSpec spec = KnownSearch.require(known, name);
            for (RunEvent event : known.standing(name).wishing(spec.run(), wish)) {
                Await.result(bus.publish(Topics.RUNS, event));
            }
            answer(known, output);
        }
    }

    private void answer(KnownRuns known, Output output) throws InterruptedException {
        boolean heard = known.await(name, this::heard, PATIENCE);
        String said = said(known.standing(name));
        output.say("run " + name + ": "
                + (heard ? said : wish + " is wished; no searcher has answered yet, it stands at " + said));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("run", name);
        figures.put("wish", wish.name());
        figures.put("heard", heard);
        figures.put("stage", stage(known).map(Stage::name).orElse("ASKED"));
        output.result(figures);
    }

    /** A run may end before it hears the wish. */
    private boolean heard(RunStanding standing) {
        return standing.wish() == wish
                && standing.status()
                        .map(Status::stage)
                        .filter(stage -> wish == Wish.RUN
                                ? stage != Stage.FAILED && stage != Stage.PAUSED && stage != Stage.STOPPED
                                : standing.settled())
                        .isPresent();
    }

    private Optional<Stage> stage(KnownRuns known) {
        return known.standing(name).status().map(Status::stage);
    }

    private static String said(RunStanding standing) {
        return standing.status().map(s -> s.stage() + " " + s.message()).orElse("ASKED, nobody has taken it yet");
    }
}
