package org.gantry.app.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.domain.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

/** Which topics a user means, and what stands among their dead letters. */
final class LetterChoice {
    private LetterChoice() {}

    /** A topic by its name. */
    static Topic<?> topic(String name) {
        return Topics.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no topic " + name + "; there are "
                        + Topics.ALL.stream().map(Topic::name).collect(Collectors.joining(", "))));
    }

    /** The topics of an option: all where it was not given. Called for its refusal, too. */
    @CanIgnoreReturnValue
    static Collection<? extends Topic<?>> topics(@Nullable String name) {
        return name == null ? Topics.ALL : List.of(topic(name));
    }

    /** All that stands among the dead letters of some topics. */
    static KnownLetters known(Bus bus, Collection<? extends Topic<?>> topics) throws InterruptedException {
        KnownLetters known = new KnownLetters(bus, topics, Integer.MAX_VALUE, event -> {});
        try {
            Await.result(known.caughtUp());
            return known;
        } catch (RuntimeException | InterruptedException e) {
            known.close();
            throw e;
        }
    }

    /** Places by the names of their topics. */
    static Map<String, List<LetterPlace>> byTopic(Collection<LetterPlace> places) {
        return places.stream().collect(Collectors.groupingBy(LetterPlace::topic));
    }
}
