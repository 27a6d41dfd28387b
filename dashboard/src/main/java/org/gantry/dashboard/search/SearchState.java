package org.gantry.dashboard.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Cost;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.ParetoFront;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;

/** How one search goes, from its draws, steps and measurements, in bounded memory. Used on one thread. */
public final class SearchState {
    private static final int MOST_POINTS = 240;

    /** Draws of a search in the order in which the searcher makes them. */
    private static final Comparator<Draw> IN_ORDER = Comparator.comparingInt(Draw::epoch)
            .thenComparingInt(Draw::step)
            .thenComparingInt(d -> d.phase().order())
            .thenComparingInt(Draw::index);

    private final Curve entropy = new Curve(MOST_POINTS);
    private final Curve alphaLoss = new Curve(MOST_POINTS);
    private final Curve weightLoss = new Curve(MOST_POINTS);
    private final Curve accuracy = new Curve(MOST_POINTS);
    private Optional<Draw> lastDraw = Optional.empty();
    private Optional<Draw> lastAlpha = Optional.empty();
    private List<ArchitectureMeasured> front = List.of();
    private long draws;

    /** Counts a draw; one that is not after the last was seen before. */
    public void on(Draw draw) {
        if (lastDraw.isPresent() && IN_ORDER.compare(draw, lastDraw.get()) <= 0) {
            return;
        }
        lastDraw = Optional.of(draw);
        draws++;
        if (!draw.alpha().isEmpty()) {
            lastAlpha = lastDraw;
        }
        if (draw.phase() == Phase.ALPHA) {
            entropy.add(draw.entropy());
        }
    }

    /** A step that was not seen before. */
    public void on(StepTaken step) {
        switch (step.phase()) {
            case ALPHA -> alphaLoss.add(step.loss());
            case WEIGHTS -> weightLoss.add(step.loss());
            case MEASURE -> accuracy.add(step.accuracy());
            case CALIBRATE -> {}
        }
    }

    /** An architecture that was not seen before: whom another dominates never comes back. */
    public void on(ArchitectureMeasured architecture) {
        List<ArchitectureMeasured> all = new ArrayList<>(front);
        all.add(architecture);
        front = ParetoFront.of(Cost.PARAMETERS, all).front();
    }

    Curve entropy() {
        return entropy;
    }

    Curve alphaLoss() {
        return alphaLoss;
    }

    Curve weightLoss() {
        return weightLoss;
    }

    Curve accuracy() {
        return accuracy;
    }

    Optional<Draw> lastDraw() {
        return lastDraw;
    }

    /** softmax(alpha), a row a block, as it was last told; empty while alpha does not move. */
    List<double[]> probabilities() {
        return lastAlpha.map(Draw::probabilities).orElse(List.of());
    }

    /** Who is worth its parameters, the smallest first. */
    public List<ArchitectureMeasured> front() {
        return front;
    }

    long draws() {
        return draws;
    }
}
