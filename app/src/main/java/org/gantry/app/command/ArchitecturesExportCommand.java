package org.gantry.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gantry.app.Csv;
import org.gantry.app.Folders;
import org.gantry.app.Json;
import org.gantry.app.architecture.Records;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.DrawTaken;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry architectures export}: the architecture log as a file. */
@Command(
        name = "export",
        description = "Writes the architecture log to a file: every measured architecture, or every draw with the loss"
                + " and the gradient norm of its step.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry architectures export --directory results/.gantry --to architectures.csv",
            "  gantry architectures export --directory results/.gantry --draws --format json --to draws.json"
        })
final class ArchitecturesExportCommand extends ReadingCommand {
    /** How it is written. */
    enum Format {
        CSV,
        JSON
    }

    @Mixin
    private final RunFilter filter = new RunFilter();

    @Option(names = "--format", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}; default: CSV.")
    private Format format = Format.CSV;

    @Option(names = "--draws", description = "Every draw instead of every measured architecture.")
    private boolean draws;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file; overwritten.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path to;

    @Override
    void prepare() {
        Folders.writableFile(to, "--to");
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        List<Map<String, @Nullable Object>> records = draws
                ? taken(bus).stream().map(Records::figures).toList()
                : filter.architectures(bus).stream().map(Records::figures).toList();
        Files.writeString(to, format == Format.JSON ? Json.pretty(records) + "\n" : Csv.table(records));
        output.say(records.size() + (draws ? " draws to " : " architectures to ") + to);
        output.result(Map.of("records", records.size(), "file", to.toString()));
    }

    private List<DrawTaken> taken(Bus bus) throws InterruptedException {
        return DrawTaken.join(
                Await.result(Snapshot.all(bus, Topics.DRAWS, d -> filter.wants(d.job()))),
                Await.result(Snapshot.all(bus, Topics.STEPS, s -> filter.wants(s.job()))));
    }
}
