package org.gantry.app.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.app.Json;
import org.gantry.app.table.Spread;
import org.jspecify.annotations.Nullable;

/**
 * A measure of both runs of each seed that has it.
 *
 * @param measure which
 * @param seeds the seeds
 * @param mode of the runs that are claimed to be better, in the seeds' order
 * @param control of the runs whose alpha stands still
 */
record Pairs(Measure measure, List<Long> seeds, List<Double> mode, List<Double> control) {
    Pairs {
        seeds = List.copyOf(seeds);
        mode = List.copyOf(mode);
        control = List.copyOf(control);
    }

    /** Of runs in pairs, the claimed one first. */
    static Pairs of(Measure measure, List<RunTrace> mode, List<RunTrace> control) {
        List<Long> seeds = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int i = 0; i < mode.size(); i++) {
            OptionalDouble claimed = measure.of(mode.get(i));
            OptionalDouble chance = measure.of(control.get(i));
            if (claimed.isPresent() && chance.isPresent()) {
                seeds.add(mode.get(i).spec().seed());
                first.add(claimed.getAsDouble());
                second.add(chance.getAsDouble());
            }
        }
        return new Pairs(measure, seeds, first, second);
    }

    /** By how much the claimed run is better, one a seed. */
    List<Double> differences() {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < mode.size(); i++) {
            differences.add(mode.get(i) - control.get(i));
        }
        return differences;
    }

    /** The one-sided p of {@link SignFlip}; empty without a pair. */
    OptionalDouble p() {
        return seeds.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(SignFlip.p(differences()));
    }

    /** For programs. */
    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("measure", measure.title());
        figures.put("seeds", seeds);
        figures.put("mode", mode);
        figures.put("random", control);
        figures.put("meanDifference", seeds.isEmpty() ? null : new Spread(differences()).mean());
        figures.put("p", Json.orNull(p()));
        return figures;
    }
}
