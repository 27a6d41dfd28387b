package org.gantry.app.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.gantry.app.node.Node;
import org.gantry.bus.Await;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
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
    static final class Tail implements Callable<Integer> {
        @Option(names = "--no-follow", description = "Ends when all that stand there now are printed.")
        private boolean noFollow;

        @Mixin
        private final Connection connection = new Connection();

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() throws Exception {
            try (Node node = connection.connect()) {
                Subscription reading = node.bus().tail(Topics.PREDICTIONS, r -> show(r.value()));
                Await.result(noFollow ? reading.caughtUp() : reading.ended());
            }
            return ExitCode.OK;
        }

        private void show(Prediction p) {
            if (output.json()) {
                output.item(ClassifyCommand.figures(p));
            } else {
                output.say(String.format(
                        Locale.ROOT,
                        "%-32s %-12s %.3f  model %s",
                        p.scanId(),
                        p.label(),
                        p.probabilities()[p.classIndex()],
                        p.model()));
            }
        }
    }
}
