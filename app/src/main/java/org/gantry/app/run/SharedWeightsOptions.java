package org.gantry.app.run;

import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.SharedWeights;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of how a search trains the weights that all architectures share. */
final class SharedWeightsOptions {
    private static final double OPENING = 0.25;

    @Option(names = "--weight-rate", paramLabel = "X", description = "Learning rate of the supernet's weights.")
    private double rate = 0.05;

    @Option(
            names = "--weight-rule",
            paramLabel = "NAME",
            description = "What the search does with a gradient of the weights: ${COMPLETION-CANDIDATES}.")
    private SharedWeights.Rule rule = SharedWeights.Rule.SGD;

    @Option(
            names = "--open-over",
            paramLabel = "N",
            description =
                    "Epochs that weight steps take at least to go from one path to free draws; 0 begins with free draws."
                            + " Without it, " + OPENING + " of the epochs, or 0 in mode DARTS.")
    private @Nullable Integer openingEpochs;

    /** Takes what was not given from others. */
    void fallBackOn(SharedWeights others) {
        SharedWeightsOptions standard = new SharedWeightsOptions();
        rate = Settings.given(rate, standard.rate, others.rate());
        rule = Settings.given(rule, standard.rule, others.rule());
        openingEpochs = Settings.given(openingEpochs, null, others.openingEpochs());
    }

    SharedWeights weights(Mode mode, int epochs) {
        int opening = mode == Mode.DARTS ? 0 : (int) (OPENING * epochs);
        return new SharedWeights(rule, rate, Settings.given(openingEpochs, null, opening));
    }
}
