package org.gantry.domain.run;

/**
 * How a search trains the weights that all its architectures share.
 *
 * @param rule what is done with a gradient
 * @param rate learning rate, constant
 * @param openingEpochs epochs that the search space takes at least to open: at first all weight steps take one path,
 *     and the share of blocks that draw freely rises as long as the weights learn; 0 for a space that is open from the
 *     start
 */
public record SharedWeights(Rule rule, double rate, int openingEpochs) {
    /** The paper's. */
    public static final SharedWeights PAPER = sgd(1e-3);

    /** What is done with a gradient. */
    public enum Rule {
        /** Stochastic gradient descent, momentum 0.9: the paper's. */
        SGD,
        /** Adam: the released code's. */
        ADAM
    }

    public SharedWeights {
        if (!(rate > 0) || openingEpochs < 0) {
            throw new IllegalArgumentException(
                    "shared weights need a learning rate above 0 and a space that opens over 0"
                            + " epochs or more, not " + rate + " and " + openingEpochs);
        }
    }

    /** By the paper's rule, in an open space. */
    public static SharedWeights sgd(double rate) {
        return new SharedWeights(Rule.SGD, rate, 0);
    }
}
