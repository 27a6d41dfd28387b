package org.gantry.app.command;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.KnownRuns;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.RunStanding;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import picocli.CommandLine.Command;

/** {@code gantry search list}: where every search of the bus stands. */
@Command(
        name = "list",
        description = "Lists searches: stage, epochs, best performance, what is said of them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry search list --bootstrap-servers 127.0.0.1:9092",
            "  gantry search list --directory results/.gantry --json"
        })
final class SearchListCommand extends ReadingCommand {
    /** A run in the list. */
    private record Line(RunSpec spec, RunStanding standing, long epochs, OptionalDouble best) {
        String stage() {
            return standing.status().map(s -> s.stage().name()).orElse("ASKED");
        }

        /** What is said of it, and what was wished if that has not come about yet. */
        String message() {
            String said = standing.status().map(s -> s.message()).orElse("nobody has taken it yet");
            return standing.wish() == Wish.RUN || standing.settled()
                    ? said
                    : said + " (" + standing.wish() + " is wished)";
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%-20s %-10s %4d of %-4d %9s  %s",
                    spec.run(),
                    stage(),
                    epochs,
                    spec.search().epochs(),
                    best.isPresent() ? String.format(Locale.ROOT, "%.3f", best.getAsDouble()) : "-",
                    message());
        }

        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("run", spec.run());
            figures.put("dataset", spec.dataset());
            figures.put("stage", stage());
            figures.put("wish", standing.wish().name());
            figures.put("epoch", epochs);
            figures.put("epochs", spec.search().epochs());
            best.ifPresent(b -> figures.put("best", b));
            figures.put("message", message());
            return figures;
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        List<Line> lines;
        try (KnownRuns known = new KnownRuns(bus, event -> {})) {
            Await.result(known.caughtUp());
            List<EpochCompleted> epochs =
                    Await.result(Snapshot.all(bus, Topics.TRAININGS, EpochCompleted.class::isInstance)).stream()
                            .map(EpochCompleted.class::cast)
                            .toList();
            List<ArchitectureMeasured> measured = Await.result(Snapshot.all(bus, Topics.ARCHITECTURES, a -> true));
            lines = known.all().values().stream()
                    .flatMap(standing -> standing.asked().stream()
                            .map(spec -> new Line(spec, standing, epochs(spec, epochs), best(spec, measured))))
                    .sorted(Comparator.comparing(line -> line.spec().run()))
                    .toList();
        }
        output.say(String.format("%-20s %-10s %12s %9s  %s", "run", "stage", "epoch", "best", "message"));
        lines.forEach(line -> output.say(line.text()));
        output.result(lines.stream().map(Line::figures).toList());
    }

    private static long epochs(RunSpec spec, List<EpochCompleted> epochs) {
        return epochs.stream()
                .filter(e -> e.job().equals(spec.searchJob()))
                .map(EpochCompleted::epoch)
                .distinct()
                .count();
    }

    private static OptionalDouble best(RunSpec spec, List<ArchitectureMeasured> measured) {
        return measured.stream()
                .filter(a -> a.job().equals(spec.searchJob()))
                .mapToDouble(ArchitectureMeasured::performance)
                .max();
    }
}
