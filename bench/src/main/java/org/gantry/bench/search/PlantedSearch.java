package org.gantry.bench.search;

import java.util.Arrays;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.StepResult;
import org.gantry.network.TrainingSettings;

/**
 * A short search for a planted operation. Volumes never come back: each is a function of seed, step and place.
 *
 * @param planted what is to be found
 * @param epochs epochs of 40 steps
 * @param estimator what moves alpha
 * @param mode whether anything does
 * @param temperature of the draws
 */
record PlantedSearch(Planted planted, int epochs, Mode mode, Estimator estimator, Temperature temperature) {
    /**
     * Of the Gumbel-softmax; falls exponentially.
     *
     * @param start in the first epoch
     * @param end in the last
     */
    record Temperature(double start, double end) {}

    static final int STEPS = 40;
    static final int BATCH = 8;
    static final double WEIGHT_RATE = 0.05;
    private static final double ALPHA_RATE = 0.02;

    /** softmax(alpha) after a search, (block)(operation). */
    double[][] run(long seed) {
        Preprocessing input = Preprocessing.lung(planted.grid());
        SearchSettings search = new SearchSettings(
                mode, epochs, BATCH, ALPHA_RATE, WEIGHT_RATE, temperature.start(), temperature.end(), estimator);
        RunSpec spec = new RunSpec(
                "planted",
                planted.name(),
                seed,
                Widths.S, // the macro-architecture is the planted one's
                Strides.ANISOTROPIC,
                input,
                input,
                search,
                new EvaluationSettings(1, 1, TrainingPlan.PAPER));
        RandomFunction volumes = RandomFunction.of(seed).at("volumes");
        return new PlainSearch(spec, planted.macro(), STEPS, Device.DEFAULT)
                .run(draw -> planted.batch(
                        BATCH, volumes.at(draw.phase().name()).at(draw.epoch()).at(draw.step())));
    }

    /** The likeliest operation of the planted block. */
    static Operation first(Planted planted, double[][] probabilities) {
        double[] row = probabilities[planted.block()];
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            best = row[k] > row[best] ? k : best;
        }
        return Operation.at(best);
    }

    /**
     * Mean accuracy on new volumes over the last steps of a training of one network alone, the operation in the planted
     * block, Skip in the others.
     */
    static double alone(Planted planted, Operation operation, int steps, long seed) {
        Operation[] path = new Operation[planted.macro().blockCount()];
        Arrays.fill(path, Operation.SKIP);
        path[planted.block()] = operation;
        RandomFunction volumes = RandomFunction.of(seed).at("volumes");
        int judged = Math.min(steps, 25);
        double sum = 0;
        try (DerivedNetwork network = new DerivedNetwork(
                new CovidNet3d(planted.macro(), new Genotype(Arrays.asList(path))),
                planted.grid(),
                BATCH,
                TrainingSettings.SEARCH,
                Device.DEFAULT)) {
            network.initialize(RandomFunction.of(seed).at("weights"));
            for (int step = 0; step < steps; step++) {
                // its accuracy is that before the step, so that these volumes are new to it
                StepResult result = network.trainStep(planted.batch(BATCH, volumes.at(step)), WEIGHT_RATE);
                sum += step >= steps - judged ? result.accuracy() : 0;
            }
        }
        return sum / judged;
    }
}
