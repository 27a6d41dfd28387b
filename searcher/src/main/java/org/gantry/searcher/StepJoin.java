package org.gantry.searcher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;

/**
 * Joins the steps of a search's shares: each share takes the same draws in the same order, so the next step is the
 * heads of all their queues, and its figures are their means, added up in the order of the shares, whoever came first.
 * The measurement is the first share's alone. A step that a share published again is left out.
 */
final class StepJoin {
    private final String job;
    private final List<Deque<StepTaken>> queues;
    private final List<Set<List<Integer>>> seen;

    /** A join of so many shares of a search. */
    StepJoin(String job, int shares) {
        this.job = job;
        this.queues = IntStream.range(0, shares)
                .<Deque<StepTaken>>mapToObj(i -> new ArrayDeque<>())
                .toList();
        this.seen = IntStream.range(0, shares)
                .<Set<List<Integer>>>mapToObj(i -> new HashSet<>())
                .toList();
    }

    /** A share took a step. */
    void add(int share, StepTaken step) {
        if (seen.get(share).add(place(step))) {
            queues.get(share).add(step);
        }
    }

    private static List<Integer> place(StepTaken step) {
        return List.of(step.epoch(), step.step(), step.phase().order(), step.index());
    }

    /** The first share without a step that could be joined; there is one where {@link #next} gave none. */
    int missing() {
        return IntStream.range(0, queues.size())
                .filter(i -> queues.get(i).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The next step that all shares took. */
    Optional<StepTaken> next() {
        StepTaken first = queues.get(0).peek();
        if (first == null) {
            return Optional.empty();
        }
        if (queues.size() == 1 || first.phase() == Phase.MEASURE) {
            queues.get(0).remove();
            return Optional.of(first);
        }
        if (queues.stream().anyMatch(Deque::isEmpty)) {
            return Optional.empty();
        }
        List<StepTaken> steps = new ArrayList<>();
        for (int share = 0; share < queues.size(); share++) {
            StepTaken step = queues.get(share).remove();
            if (!place(step).equals(place(first)) || !step.genotype().equals(first.genotype())) {
                throw new IllegalStateException("share " + share + " of " + job + " took step " + place(step) + " of "
                        + step.genotype() + " where the first took " + place(first) + " of " + first.genotype());
            }
            steps.add(step);
        }
        return Optional.of(mean(steps));
    }

    private StepTaken mean(List<StepTaken> steps) {
        StepTaken first = steps.get(0);
        double[] gates = IntStream.range(0, first.gates().length)
                .mapToDouble(i -> mean(steps, step -> step.gates()[i]))
                .toArray();
        return new StepTaken(
                job,
                first.epoch(),
                first.step(),
                first.phase(),
                first.index(),
                first.genotype(),
                mean(steps, StepTaken::loss),
                mean(steps, StepTaken::accuracy),
                mean(steps, StepTaken::gradientNorm),
                gates,
                0);
    }

    private static double mean(List<StepTaken> steps, ToDoubleFunction<StepTaken> figure) {
        double sum = 0;
        for (StepTaken step : steps) {
            sum += figure.applyAsDouble(step);
        }
        return sum / steps.size();
    }
}
