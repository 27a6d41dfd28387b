package org.gantry.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.app.Folders;
import org.gantry.app.architecture.Records;
import org.gantry.app.report.ParetoPicture;
import org.gantry.app.report.Pictures;
import org.gantry.bus.Bus;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Cost;
import org.gantry.domain.run.ParetoFront;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry architectures pareto}: who is worth its cost. */
@Command(
        name = "pareto",
        description = "Lists the architectures that no other beats in performance at the same or a lower cost.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  gantry architectures pareto --directory results/.gantry --cost macs --out front.png"
        })
final class ArchitecturesParetoCommand extends ReadingCommand {
    @Mixin
    private final RunFilter filter = new RunFilter();

    @Option(names = "--cost", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}; default: parameters.")
    private Cost cost = Cost.PARAMETERS;

    @Option(names = "--out", paramLabel = "FILE.png", description = "Draws the front, too.")
    private @Nullable Path out;

    @Override
    void prepare() {
        if (out != null) {
            Folders.writableFile(out, "--out");
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        ParetoFront front = ParetoFront.of(cost, filter.architectures(bus));
        Records.table(front.front()).forEach(output::say);
        output.say(front.front().size() + " on the front of performance against " + cost + ", "
                + front.dominated().size() + " dominated"
                + (front.unknown().isEmpty() ? "" : ", " + front.unknown().size() + " without " + cost));
        if (out != null) {
            if (front.front().isEmpty()) {
                throw new IllegalStateException("there is no architecture to draw: none of " + filter.title()
                        + " was measured with its " + cost);
            }
            Pictures.write(ParetoPicture.of(front, "Architectures of " + filter.title()), out);
            output.say("picture     " + out);
        }
        output.result(figures(front));
    }

    private static Map<String, Object> figures(ParetoFront front) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cost", front.cost().toString());
        figures.put("front", figures(front.front()));
        figures.put("dominated", figures(front.dominated()));
        figures.put("unknown", figures(front.unknown()));
        return figures;
    }

    private static List<Map<String, @Nullable Object>> figures(List<ArchitectureMeasured> architectures) {
        return architectures.stream().map(Records::figures).toList();
    }
}
