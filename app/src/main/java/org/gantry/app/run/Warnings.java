package org.gantry.app.run;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Warned;

/** Tells people what a search warned of, each concern once. */
public final class Warnings {
    private final Consumer<String> lines;
    private final Set<Concern> told = EnumSet.noneOf(Concern.class);

    Warnings(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Says those that it has not said. */
    void tell(List<Warned> warnings) {
        warnings.stream().filter(w -> told.add(w.concern())).forEach(w -> lines.accept(line(w)));
    }

    /** A line for people. */
    public static String line(Warned warning) {
        return "warning     search, after epoch " + warning.epoch() + ": " + warning.message();
    }

    /** The same for programs. */
    static Map<String, Object> figures(Warned warning) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("concern", warning.concern().name().toLowerCase(Locale.ROOT));
        figures.put("epoch", warning.epoch());
        figures.put("message", warning.message());
        return figures;
    }
}
