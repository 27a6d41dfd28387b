package org.gantry.app.run;

import org.gantry.domain.run.SharedWeights;
import picocli.CommandLine.Option;

/** The options of how a search trains the weights that all architectures share; without any, as the paper does. */
final class SharedWeightsOptions {
    @Option(names = "--weight-rate", paramLabel = "X", description = "Learning rate of the supernet's weights.")
    private double rate = 1e-3;

    @Option(
            names = "--weight-rule",
            paramLabel = "NAME",
            description = "What the search does with a gradient of the weights: ${COMPLETION-CANDIDATES}.")
    private SharedWeights.Rule rule = SharedWeights.Rule.SGD;

    @Option(
            names = "--open-over",
            paramLabel = "N",
            description =
                    "Epochs that weight steps take at least to go from one path to free draws; 0 begins with free draws.")
    private int openingEpochs;

    SharedWeights weights() {
        return new SharedWeights(rule, rate, openingEpochs);
    }
}
