package org.gantry.app.command;

import java.util.Locale;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry predictions}: the predictions topic. */
@Command(
        name = "predictions",
        description = "Reads the predictions topic.",
        subcommands = PredictionsCommand.Tail.class,
        mixinStandardHelpOptions = true)
public final class PredictionsCommand {
    /** {@code gantry predictions tail}: every prediction, then those that come. */
    @Command(
            name = "tail",
            description = "Prints every prediction, then each new one as it comes; one a line.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  gantry predictions tail --bootstrap-servers 127.0.0.1:9092 --json"})
    static final class Tail extends ReadingCommand {
        @Option(names = "--no-follow", description = "Ends when all that stand there now are printed.")
        private boolean noFollow;

        @Override
        void read(Bus bus, Output output) throws Exception {
            Subscription reading = bus.tail(Topics.PREDICTIONS, r -> show(r.value(), output));
            Await.result(noFollow ? reading.caughtUp() : reading.ended());
        }

        private static void show(Prediction p, Output output) {
            if (output.json()) {
                output.item(PredictionText.figures(p));
            } else {
                output.say(String.format(
                        Locale.ROOT,
                        "%-32s %-12s %.3f  model %s%s",
                        p.scanId(),
                        p.label(),
                        p.probabilities()[p.classIndex()],
                        p.model(),
                        PredictionText.reliance(p)));
            }
        }
    }
}
