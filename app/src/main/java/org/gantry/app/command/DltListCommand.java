package org.gantry.app.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.bus.Bus;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.bus.letter.LetterClass;
import org.gantry.bus.letter.LetterState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry dlt list}: the open dead letters, and what repeats among them. */
@Command(
        name = "list",
        description = "Lists open dead letters, how many there are of each kind, and which kinds repeat.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry dlt list --bootstrap-servers 127.0.0.1:9092",
            "  gantry dlt list --topic slices.v1 --all --directory results/.gantry"
        })
final class DltListCommand extends ReadingCommand {
    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only records of this topic, such as slices.v1.")
    private @Nullable String topic;

    @Option(names = "--all", description = "Those that were replayed or dropped, too.")
    private boolean all;

    @Option(
            names = "--alert-after",
            paramLabel = "N",
            description = "How often a reason repeats within an hour among the open ones before it is an alert.")
    private int alertAfter = LetterAlert.REPEATS;

    @Override
    void prepare() {
        LetterChoice.topics(topic);
        if (alertAfter < 1) {
            throw new IllegalArgumentException("--alert-after " + alertAfter + " is not 1 or more");
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        try (KnownLetters known = LetterChoice.known(bus, LetterChoice.topics(topic))) {
            List<LetterState> letters =
                    known.all().stream().filter(letter -> all || letter.open()).toList();
            List<LetterAlert> alerts = known.alerts(alertAfter);
            Instant now = Instant.now();
            output.say(LetterText.TITLE);
            letters.forEach(letter -> output.say(LetterText.row(letter, now)));
            known.totals().forEach((kind, open) -> output.say(open + " open of " + kind.text()));
            alerts.forEach(alert -> output.say("ALERT: " + alert.text()));
            output.result(figures(letters, known.totals(), alerts));
        }
    }

    private static Map<String, Object> figures(
            List<LetterState> letters, Map<LetterClass, Long> totals, List<LetterAlert> alerts) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("letters", letters.stream().map(LetterText::figures).toList());
        figures.put(
                "totals",
                totals.entrySet().stream()
                        .map(total -> figures(total.getKey(), total.getValue()))
                        .toList());
        figures.put("alerts", alerts.stream().map(DltListCommand::figures).toList());
        return figures;
    }

    private static Map<String, Object> figures(LetterClass kind, long open) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("topic", kind.topic());
        figures.put("reason", kind.reason());
        figures.put("cause", kind.cause());
        figures.put("open", open);
        return figures;
    }

    private static Map<String, Object> figures(LetterAlert alert) {
        Map<String, Object> figures = figures(alert.repeated(), alert.open());
        figures.put("withinAnHour", alert.within());
        figures.put("last", alert.last().toString());
        return figures;
    }
}
