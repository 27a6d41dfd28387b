package org.gantry.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.gantry.app.Folders;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Topic;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.bus.letter.LetterState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry dlt show}: one dead letter. */
@Command(
        name = "show",
        description = "Shows a dead letter: where it is from, what is wrong with it, and what it says.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  gantry dlt show slices.v1/0/17 --to slice.bin --bootstrap-servers 127.0.0.1:9092"})
final class DltShowCommand extends ReadingCommand {
    @Parameters(paramLabel = "PLACE", description = "Its place, as 'gantry dlt list' says it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private LetterPlace place;

    @Option(names = "--to", paramLabel = "FILE", description = "Writes its bytes there, as they were published.")
    private @Nullable Path to;

    @Override
    void prepare() throws IOException {
        LetterChoice.topics(place.topic());
        if (to != null) {
            Folders.writableFile(to, "--to");
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        Topic<?> topic = LetterChoice.topic(place.topic());
        DeadLetter letter = Await.result(bus.deadLetter(place));
        LetterState state;
        try (KnownLetters known = LetterChoice.known(bus, LetterChoice.topics(place.topic()))) {
            state = known.state(place).orElseThrow();
        }
        Map<String, Object> figures = LetterText.figures(state);
        figures.forEach((name, value) -> {
            if (!name.equals("headers")) {
                output.say(String.format("%-12s %s", name, value));
            }
        });
        new TreeMap<>(state.head().headers())
                .forEach((name, value) -> output.say(String.format("header       %s: %s", name, value)));
        figures.put("message", message(topic, letter, output));
        if (to != null) {
            Files.write(to, letter.bytes());
            output.say("written      " + to);
        }
        output.result(figures);
    }

    /** What its bytes say, or why they say nothing. */
    private static Object message(Topic<?> topic, DeadLetter letter, Output output) {
        try {
            Object value = topic.codec().decode(letter.bytes());
            output.say("message      " + topic.codec().type());
            LetterText.parts(value).forEach(line -> output.say("  " + line));
            return LetterText.parts(value);
        } catch (IllegalArgumentException e) {
            output.say("message      its bytes are no " + topic.codec().type() + ": " + e.getMessage());
            return "its bytes are no " + topic.codec().type() + ": " + e.getMessage();
        }
    }
}
