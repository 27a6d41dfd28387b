package org.gantry.app.command;

import java.util.List;
import org.gantry.app.architecture.Records;
import org.gantry.bus.Bus;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry architectures list}. */
@Command(
        name = "list",
        description = "Lists measured architectures: accuracy on D_V with the shared weights of their epoch, cost,"
                + " and milliseconds of one volume's inference.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  gantry architectures list --directory results/.gantry --sort latency --top 10"})
final class ArchitecturesListCommand extends ReadingCommand {
    @Mixin
    private final RunFilter filter = new RunFilter();

    @Option(names = "--sort", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}; default: PERFORMANCE.")
    private Order sort = Order.PERFORMANCE;

    @Option(names = "--top", paramLabel = "N", description = "Only so many.")
    private int top = Integer.MAX_VALUE;

    @Override
    void prepare() {
        if (top < 1) {
            throw new IllegalArgumentException("--top " + top + " would list nothing; give 1 or more");
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        List<ArchitectureMeasured> found = filter.architectures(bus).stream()
                .sorted(sort.comparator())
                .limit(top)
                .toList();
        Records.table(found).forEach(output::say);
        output.result(found.stream().map(Records::figures).toList());
    }
}
