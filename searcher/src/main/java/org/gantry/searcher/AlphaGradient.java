package org.gantry.searcher;

import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;

/** An estimator of dL/dalpha from the draws of an alpha step. */
interface AlphaGradient {
    /**
     * The draws of an alpha step: independent ones of alpha, unless the estimator wants others.
     *
     * @param turn 0-based alpha step of the search
     * @param place of the step's random numbers
     */
    default List<GumbelSoftmax> draws(Alpha alpha, double tau, int count, int turn, RandomFunction place) {
        return IntStream.range(0, count)
                .mapToObj(i -> GumbelSoftmax.draw(alpha, tau, i == 0 ? place : place.at(i)))
                .toList();
    }

    /** The estimate, (block)(operation). */
    double[][] of(Alpha alpha, List<Trial> trials);

    /** The estimator of a search, before its first step. */
    static AlphaGradient of(SearchSettings settings) {
        if (settings.mode() == Mode.DARTS) {
            return new MixtureGradient();
        }
        return switch (settings.estimator().gradient()) {
            case STRAIGHT_THROUGH -> new StraightThrough();
            case SCORE -> new ScoreFunction();
            case CANDIDATES -> new EveryCandidate();
        };
    }
}
