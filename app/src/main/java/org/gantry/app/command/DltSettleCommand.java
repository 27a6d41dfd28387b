package org.gantry.app.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.bus.letter.LetterState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Settles dead letters: those that are named, or all open ones of a reason or a topic. */
abstract class DltSettleCommand extends ReadingCommand {
    @Parameters(arity = "0..*", paramLabel = "PLACE", description = "Places, as 'gantry dlt list' says them.")
    private List<String> named = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "All open ones whose reason contains this.")
    private @Nullable String reason;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "With --reason or --all: only of this topic.")
    private @Nullable String topic;

    @Option(names = "--all", description = "With --topic: all open ones.")
    private boolean all;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private List<LetterPlace> places = List.of();
    private final Verdict verdict;
    private final String deed;

    DltSettleCommand(Verdict verdict, String deed) {
        this.verdict = verdict;
        this.deed = deed;
    }

    /** {@code gantry dlt replay}. */
    @Command(
            name = "replay",
            description = "Publishes dead letters again as they were, on their own topic under their own key.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  gantry dlt replay slices.v1/0/17 slices.v1/0/18 --bootstrap-servers 127.0.0.1:9092",
                "  gantry dlt replay --reason 'murmur2 of the key' --bootstrap-servers 127.0.0.1:9092",
                "  gantry dlt replay --topic slices.v1 --all --bootstrap-servers 127.0.0.1:9092"
            })
    static final class Replay extends DltSettleCommand {
        Replay() {
            super(Verdict.REPLAYED, "replayed: published again on ");
        }
    }

    /** {@code gantry dlt drop}. */
    @Command(
            name = "drop",
            description = "Marks dead letters as dropped: they are listed no more, and stay in the log.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  gantry dlt drop slices.v1/0/17 --bootstrap-servers 127.0.0.1:9092",
                "  gantry dlt drop --topic slices.v1 --all --bootstrap-servers 127.0.0.1:9092"
            })
    static final class Drop extends DltSettleCommand {
        Drop() {
            super(Verdict.DROPPED, "dropped from the dead letters of ");
        }
    }

    @Override
    void prepare() {
        places = named.stream().map(this::place).toList();
        boolean chosen = reason != null || all;
        if (named.isEmpty() != chosen || (all && topic == null) || (!chosen && topic != null)) {
            throw new ParameterException(
                    spec.commandLine(), "say which dead letters: PLACE ..., --reason TEXT, or --topic TOPIC --all");
        }
        if (topic != null) {
            LetterChoice.topics(topic);
        }
        LetterChoice.byTopic(places).keySet().forEach(LetterChoice::topics);
    }

    /** Parsed here, as picocli calls one of many that cannot be parsed unmatched, and does not say why. */
    private LetterPlace place(String text) {
        try {
            return LetterPlace.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        Collection<LetterPlace> chosen = places.isEmpty() ? open(bus) : places;
        String by = System.getProperty("user.name", "somebody") + ", gantry dlt";
        for (Map.Entry<String, List<LetterPlace>> some :
                LetterChoice.byTopic(chosen).entrySet()) {
            Await.result(bus.settle(LetterChoice.topic(some.getKey()), some.getValue(), verdict, by));
            some.getValue().forEach(place -> output.say(place + " " + deed + place.topic()));
        }
        output.result(chosen.stream().map(this::figures).toList());
    }

    private Map<String, Object> figures(LetterPlace place) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("place", place.toString());
        figures.put("state", verdict.name());
        return figures;
    }

    /** The open letters that the options choose. */
    private List<LetterPlace> open(Bus bus) throws InterruptedException {
        try (KnownLetters known = LetterChoice.known(bus, LetterChoice.topics(topic))) {
            List<LetterPlace> chosen = known.open().stream()
                    .map(LetterState::head)
                    .filter(head -> reason == null || head.reason().contains(reason))
                    .map(head -> head.place())
                    .toList();
            if (chosen.isEmpty()) {
                throw new IllegalStateException("no dead letter is open"
                        + (topic == null ? "" : " of topic " + topic)
                        + (reason == null ? "" : " whose reason contains '" + reason + "'"));
            }
            return chosen;
        }
    }
}
