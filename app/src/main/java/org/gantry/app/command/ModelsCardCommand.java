package org.gantry.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.app.run.CardFiles;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.network.card.ModelCard;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry models card}. */
@Command(
        name = "card",
        description = "Prints a model's card, in Markdown or as JSON: intended use, data, metrics with intervals,"
                + " calibration, limits, provenance.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry models card run-1 --directory results/.gantry",
            "  gantry models card run-1 --to model-card.md --directory results/.gantry"
        })
final class ModelsCardCommand extends ReadingCommand {
    @Parameters(paramLabel = "MODEL", description = "Its name, or the start of its digest.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String name;

    @Option(names = "--to", paramLabel = "FILE", description = "Writes the Markdown there in place of printing it.")
    private @Nullable Path to;

    @Override
    void read(Bus bus, Output output) throws Exception {
        ModelAnnounced model = ModelsCommand.one(bus, name);
        ModelCard card = CardFiles.read(bus, model);
        if (to == null) {
            output.say(card.markdown().stripTrailing());
        } else {
            Files.writeString(to, card.markdown());
            output.say("the card of model " + model.model() + " is in " + to);
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("digest", model.digest());
        figures.putAll(card.figures());
        output.result(figures);
    }
}
