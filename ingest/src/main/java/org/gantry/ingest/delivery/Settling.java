package org.gantry.ingest.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which entries of a folder are complete: those that looked the same for the settle time. Per entry: seen, then
 * settled if it still looks so, or seen anew if it does not; put aside for a while where it could not be taken.
 */
final class Settling {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Duration settle;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Aside> aside = new HashMap<>();

    private record Seen(Look look, Duration since) {}

    private record Aside(int failures, Duration until) {}

    Settling(Duration settle) {
        this.settle = settle;
    }

    /** Those that are complete, of what a look at the folder shows, in the same order. */
    List<String> observe(Map<String, Look> folder, Duration now) {
        seen.keySet().retainAll(folder.keySet());
        aside.keySet().retainAll(folder.keySet());
        List<String> settled = new ArrayList<>();
        folder.forEach((name, look) -> {
            Seen before = seen.get(name);
            if (before == null || !before.look().equals(look)) {
                before = new Seen(look, now);
                seen.put(name, before);
            }
            Aside waiting = aside.get(name);
            boolean due = waiting == null || waiting.until().compareTo(now) <= 0;
            if (look.finished() && due && before.since().plus(settle).compareTo(now) <= 0) {
                settled.add(name);
            }
        });
        return settled;
    }

    /** What an entry looked like last. */
    Optional<Look> look(String name) {
        return Optional.ofNullable(seen.get(name)).map(Seen::look);
    }

    /** Leaves an entry alone for a while, twice as long each time; gives how often that was. */
    int putAside(String name, Duration now) {
        int failures = Optional.ofNullable(aside.get(name)).map(Aside::failures).orElse(0) + 1;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
        aside.put(name, new Aside(failures, now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)));
        return failures;
    }

    /** Forgets an entry: what stands there under its name from now on is another. */
    void forget(String name) {
        seen.remove(name);
        aside.remove(name);
    }
}
