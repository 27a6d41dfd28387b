package org.gantry.app.command;

import java.util.ArrayList;
import java.util.List;
import org.gantry.app.run.TestSummary;
import org.gantry.app.training.EnsembleJob;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.ModelAnnounced;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry models ensemble}. */
@Command(
        name = "ensemble",
        description = "Puts published models together as one, whose answer is the mean of theirs and says how far they"
                + " disagree; a trainer tests it once and publishes it, and interpreters then answer with it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  gantry models ensemble both --of mc3_18-seed1,mc3_18-seed2 --bootstrap-servers 127.0.0.1:9092"
        })
final class ModelsEnsembleCommand extends ReadingCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String name;

    @Option(
            names = "--of",
            required = true,
            split = ",",
            paramLabel = "MODEL",
            description = "Names or starts of digests, the best first; of one data set, with the same labels and"
                    + " preprocessing.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private List<String> members;

    @Override
    void read(Bus bus, Output output) throws Exception {
        List<ModelAnnounced> models = new ArrayList<>();
        for (String member : members) {
            models.add(ModelsCommand.one(bus, member));
        }
        ModelAnnounced ensemble = EnsembleJob.of(bus, name, models).publish();
        TestSummary.lines(ensemble.test(), ensemble.labels()).forEach(output::say);
        output.say("model " + ensemble.model() + ", an ensemble of " + models.size() + ", is published, "
                + ensemble.digest());
        output.result(ModelsCommand.figures(ensemble));
    }
}
