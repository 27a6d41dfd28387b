package org.gantry.searcher;

import java.util.List;
import org.gantry.domain.run.Estimator.Gradient;

/** An estimator of dL/dalpha from the draws of an alpha step. */
interface AlphaGradient {
    /** The estimate, (block)(operation). */
    double[][] of(Alpha alpha, List<Trial> trials);

    /** The estimator of that name, before its first step. */
    static AlphaGradient of(Gradient gradient) {
        return switch (gradient) {
            case STRAIGHT_THROUGH -> new StraightThrough();
            case SCORE -> new ScoreFunction();
        };
    }
}
