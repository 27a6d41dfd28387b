package org.gantry.network;

import java.util.List;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.network.graph.UpdateRule;
import org.gantry.network.graph.WeightUpdate;

/**
 * How weights are trained.
 *
 * @param optimizer what is done with a gradient
 * @param weightDecay L2 penalty, added to the clipped gradient of every trainable number
 * @param clipNorm largest global norm of a step's gradients; 0 clips nothing
 * @param dropout share of the pooled features that a training step drops before the linear layer
 * @param options what few trainings want
 */
public record TrainingSettings(
        Optimizer optimizer, double weightDecay, double clipNorm, double dropout, Options options) {
    /** Weights in a search: SGD with momentum, weight decay 5e-4, clip 5, no dropout (PAPER.md, section 2). */
    public static final TrainingSettings SEARCH = new TrainingSettings(new Optimizer.Sgd(0.9), 5e-4, 5, 0);

    /** Weights in a search, by another rule perhaps. */
    static TrainingSettings of(SharedWeights weights) {
        return switch (weights.rule()) {
            case SGD -> SEARCH;
            case ADAM ->
                new TrainingSettings(Optimizer.Adam.DEFAULT, SEARCH.weightDecay(), SEARCH.clipNorm(), SEARCH.dropout());
        };
    }

    /** A derived network: Adam, weight decay 5e-4, no clip, dropout 0.5 (PAPER.md, sections 1 and 3). */
    public static final TrainingSettings RETRAINING = new TrainingSettings(Optimizer.Adam.DEFAULT, 5e-4, 0, 0.5);

    /**
     * What few trainings want.
     *
     * @param accumulation passes that a step's batch is cut into
     * @param labelSmoothing share of each label that is spread over all classes
     * @param classWeights what a volume of each class counts in the loss; empty where all count alike
     * @param averaging decay of an exponential moving average of the weights; 0 for none
     * @param precision of the factors in matrix products and dense convolutions while it learns
     */
    public record Options(
            int accumulation, double labelSmoothing, List<Double> classWeights, double averaging, Precision precision) {
        /** One pass a step, hard labels, all classes alike, no average. */
        public static final Options NONE = new Options(1, 0, List.of(), 0, Precision.FLOAT32);

        public Options {
            classWeights = List.copyOf(classWeights);
            if (accumulation < 1) {
                throw new IllegalArgumentException("a step needs at least one pass, not " + accumulation);
            }
            if (classWeights.stream().anyMatch(weight -> !(weight > 0 && Double.isFinite(weight)))) {
                throw new IllegalArgumentException("class weights must be positive, but are " + classWeights);
            }
            Share.require("label smoothing", labelSmoothing);
            Share.require("the moving average's decay", averaging);
        }

        /** In float32. */
        public Options(int accumulation, double labelSmoothing, List<Double> classWeights, double averaging) {
            this(accumulation, labelSmoothing, classWeights, averaging, Precision.FLOAT32);
        }
    }

    /** Without options. */
    public TrainingSettings(Optimizer optimizer, double weightDecay, double clipNorm, double dropout) {
        this(optimizer, weightDecay, clipNorm, dropout, Options.NONE);
    }

    /** A rule that turns a gradient into an update. */
    public sealed interface Optimizer {
        /**
         * Stochastic gradient descent: {@code buffer = momentum * buffer + g; w -= rate * buffer}.
         *
         * @param momentum share of the buffer that stays
         */
        record Sgd(double momentum) implements Optimizer {
            public Sgd {
                Share.require("momentum", momentum);
            }
        }

        /**
         * Adam (Kingma and Ba 2015), its bias correction by each variable's own updates.
         *
         * @param beta1 share of the first moment that stays
         * @param beta2 share of the second moment that stays
         * @param epsilon added to the corrected second moment's root
         */
        record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
            /** The paper's: 0.9, 0.999, 1e-8. */
            public static final Adam DEFAULT = new Adam(0.9, 0.999, 1e-8);

            public Adam {
                Share.require("beta1", beta1);
                Share.require("beta2", beta2);
                if (!(epsilon > 0)) {
                    throw new IllegalArgumentException("Adam's epsilon must be positive, not " + epsilon);
                }
            }
        }
    }

    public TrainingSettings {
        if (!(weightDecay >= 0) || !(clipNorm >= 0)) {
            throw new IllegalArgumentException(
                    "weight decay and clip norm must not be negative: " + weightDecay + ", " + clipNorm);
        }
        Share.require("dropout", dropout);
    }

    /** The optimiser's rule in a graph. */
    UpdateRule rule() {
        if (optimizer instanceof Optimizer.Sgd sgd) {
            return new UpdateRule.Momentum((float) sgd.momentum());
        }
        Optimizer.Adam adam = (Optimizer.Adam) optimizer;
        return new UpdateRule.Adam((float) adam.beta1(), (float) adam.beta2());
    }

    /** The whole way from gradient to weights in a graph. */
    WeightUpdate update() {
        return new WeightUpdate(rule(), (float) clipNorm, (float) weightDecay, options.averaging());
    }
}
