package org.gantry.domain.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A draw with the step that was taken on it, as the architecture log has it.
 *
 * @param draw what was drawn
 * @param step loss, accuracy and gradient norm of its step; empty as long as nobody took it
 */
public record DrawTaken(Draw draw, Optional<StepTaken> step) {
    /** Joins draws, in their order, with the steps of the same job, epoch, step and phase; the first of each counts. */
    public static List<DrawTaken> join(List<Draw> draws, List<StepTaken> steps) {
        Map<Place, StepTaken> taken = new HashMap<>();
        steps.forEach(s -> taken.putIfAbsent(Place.of(s), s));
        return draws.stream()
                .map(d -> new DrawTaken(d, Optional.ofNullable(taken.get(Place.of(d)))))
                .toList();
    }

    /** What a draw and its step have in common. */
    private record Place(String job, int epoch, int step, Phase phase, int index) {
        static Place of(Draw d) {
            return new Place(d.job(), d.epoch(), d.step(), d.phase(), d.index());
        }

        static Place of(StepTaken s) {
            return new Place(s.job(), s.epoch(), s.step(), s.phase(), s.index());
        }
    }
}
