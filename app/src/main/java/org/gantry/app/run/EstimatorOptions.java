package org.gantry.app.run;

import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Estimator.Gradient;
import picocli.CommandLine.Option;

/** The options of how a search moves alpha; without any, as the paper does. */
final class EstimatorOptions {
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
            description = "Epochs of the search in which only weights are trained.")
    private int warmUpEpochs = Estimator.PAPER.warmUpEpochs();

    @Option(
            names = "--cost-weight",
            paramLabel = "X",
            description = "What the expected multiplications count beside the loss; 0 for nothing.")
    private double costWeight = Estimator.PAPER.costWeight();

    Estimator estimator() {
        return new Estimator(gradient, draws, warmUpEpochs, costWeight);
    }
}
