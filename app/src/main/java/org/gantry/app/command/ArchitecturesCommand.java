package org.gantry.app.command;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.ArchitectureMeasured;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry architectures}: what searches measured. */
@Command(
        name = "architectures",
        description = "Reads what searches measured.",
        subcommands = ArchitecturesCommand.ListAll.class,
        mixinStandardHelpOptions = true)
public final class ArchitecturesCommand {
    /** What the list may be sorted by. */
    enum Sort {
        PERFORMANCE,
        PARAMETERS,
        MACS,
        EPOCH;

        Comparator<ArchitectureMeasured> order() {
            return switch (this) {
                case PERFORMANCE ->
                    Comparator.comparingDouble(ArchitectureMeasured::performance)
                            .reversed()
                            .thenComparingDouble(ArchitectureMeasured::loss);
                case PARAMETERS -> Comparator.comparingLong(ArchitectureMeasured::parameters);
                case MACS -> Comparator.comparingLong(ArchitectureMeasured::macs);
                case EPOCH ->
                    Comparator.comparing(ArchitectureMeasured::job).thenComparingInt(ArchitectureMeasured::epoch);
            };
        }
    }

    /** {@code gantry architectures list}. */
    @Command(
            name = "list",
            description = "Lists measured architectures.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry architectures list --directory results/.gantry --sort macs --top 10"})
    static final class ListAll extends ReadingCommand {
        @Option(names = "--run", paramLabel = "NAME", description = "Only those of a run.")
        private @Nullable String run;

        @Option(names = "--sort", description = "${COMPLETION-CANDIDATES}; default: PERFORMANCE.")
        private Sort sort = Sort.PERFORMANCE;

        @Option(names = "--top", paramLabel = "N", description = "Only so many.")
        private int top = Integer.MAX_VALUE;

        @Override
        void read(Bus bus, Output output) throws Exception {
            List<ArchitectureMeasured> found =
                    Await.result(Snapshot.all(bus, Topics.ARCHITECTURES, this::wanted)).stream()
                            .sorted(sort.order())
                            .limit(top)
                            .toList();
            output.say(String.format(
                    "%-24s %5s %9s %12s %14s  %s", "search", "epoch", "accuracy", "parameters", "macs", "genotype"));
            found.forEach(a -> output.say(String.format(
                    Locale.ROOT,
                    "%-24s %5d %9.3f %,12d %,14d  %s",
                    a.job(),
                    a.epoch(),
                    a.performance(),
                    a.parameters(),
                    a.macs(),
                    a.genotype())));
            output.result(found.stream().map(ListAll::figures).toList());
        }

        private boolean wanted(ArchitectureMeasured a) {
            return run == null || a.job().startsWith(run + "/");
        }

        private static Map<String, Object> figures(ArchitectureMeasured a) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("search", a.job());
            figures.put("epoch", a.epoch());
            figures.put("genotype", a.genotype().toString());
            figures.put("performance", a.performance());
            figures.put("loss", a.loss());
            figures.put("parameters", a.parameters());
            figures.put("macs", a.macs());
            return figures;
        }
    }
}
