package org.gantry.app.run;

import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Estimator.Gradient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of how a search moves alpha. */
final class EstimatorOptions {
    private static final double WARM_UP = 0.6;

    @Option(
            names = "--alpha-gradient",
            paramLabel = "NAME",
            description = "How alpha's gradient is estimated: ${COMPLETION-CANDIDATES}.")
    private Gradient gradient = Estimator.PAPER.gradient();

    @Option(
            names = "--alpha-draws",
            paramLabel = "N",
            description = "Draws of an alpha step, on the same batch; a multiple of 8 for CANDIDATES.")
    private int draws = Estimator.PAPER.draws();

    @Option(
            names = "--alpha-after",
            paramLabel = "N",
            description =
                    "Epochs of the search in which only weights are trained. Without it, " + WARM_UP + " of them.")
    private @Nullable Integer warmUpEpochs;

    @Option(
            names = "--cost-weight",
            paramLabel = "X",
            description = "What the expected multiplications count beside the loss; 0 for nothing.")
    private double costWeight = Estimator.PAPER.costWeight();

    /** Warms up as another does where nothing was given; the rest is the paper's unless told. */
    void fallBackOn(Estimator other) {
        warmUpEpochs = Settings.given(warmUpEpochs, null, other.warmUpEpochs());
    }

    Estimator estimator(int epochs) {
        return new Estimator(gradient, draws, Settings.given(warmUpEpochs, null, (int) (WARM_UP * epochs)), costWeight);
    }
}
