package org.gantry.searcher;

import java.util.List;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;

/** An estimator of dL/dalpha from the draws of an alpha step. */
interface AlphaGradient {
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
        };
    }
}
