package org.gantry.app.run;

import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.scan.Preprocessing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a run. Their defaults finish 240 scans of 50x50x50 within half an hour on two cores; {@link #paper}
 * sets the paper's.
 */
public final class Settings {
    private static final TrainingPlan DEFAULT = plan(50, 0.3);

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
    long seed = 1;

    @Option(names = "--widths", paramLabel = "S|L|24,40,...", description = "Channels of each cell.")
    Widths widths = Widths.parse("8,16,24,32,48,64");

    @Option(names = "--strides", paramLabel = "PRESET", description = "ISOTROPIC, ANISOTROPIC or a list.")
    Strides strides = Strides.ANISOTROPIC;

    @Option(names = "--search-input", paramLabel = "DxHxW", description = "Size of volumes in the search.")
    Grid searchInput = new Grid(16, 32, 32);

    @Option(names = "--input", paramLabel = "DxHxW", description = "Size of volumes in the trainings and the model.")
    Grid input = new Grid(24, 40, 40);

    @Option(
            names = "--segment-lungs",
            description = "Makes all but the lungs black before anything else, as the paper's authors did; the model"
                    + " keeps that for the scans that it answers.")
    boolean segmentLungs;

    @Option(names = "--mode", paramLabel = "NAME", description = "What moves alpha: ${COMPLETION-CANDIDATES}.")
    Mode mode = Mode.DNAS;

    @Option(names = "--search-epochs", paramLabel = "N", description = "Epochs of the search.")
    int searchEpochs = 120;

    @Option(names = "--search-batch", paramLabel = "N", description = "Volumes in a batch of the search.")
    int searchBatch = 8;

    @Option(
            names = "--alpha-rate",
            paramLabel = "X",
            description = "Adam's learning rate for alpha; the paper's is 0.001.")
    double alphaRate = 0.01;

    @Mixin
    private SharedWeightsOptions weights = new SharedWeightsOptions();

    @Option(names = "--tau-start", paramLabel = "X", description = "Temperature of the first epoch.")
    double tauStart = 5;

    @Option(names = "--tau-end", paramLabel = "X", description = "Temperature of the last epoch.")
    double tauEnd = 0.5;

    @Mixin
    private EstimatorOptions estimator = new EstimatorOptions();

    @Mixin
    private SharingOptions sharing = new SharingOptions();

    @Option(names = "--candidates", paramLabel = "N", description = "Architectures trained from scratch to rank them.")
    int candidates = 10;

    @Option(names = "--short-epochs", paramLabel = "N", description = "Epochs of these short trainings.")
    int shortEpochs = 3;

    @Option(
            names = "--ensemble",
            paramLabel = "N",
            description = "How many of the best architectures are retrained and answer together; 1 for the best alone.")
    int ensemble = 1;

    @Mixin
    private TrainingOptions training = new TrainingOptions(DEFAULT);

    @Option(names = "--paper", description = "The paper's sizes and epochs: widths S, 100 and 200 epochs, batch 64.")
    boolean paper;

    /** The demo's: small enough for five minutes on two cores. */
    public static Settings demo(long seed) {
        Settings demo = new Settings();
        demo.seed = seed;
        // Strides of 2x16x16 in all: a CAM of 8x3x3 cells says more of 48x48 pixels than one of 4x2x2 would.
        demo.strides = Strides.parse("1x2x2/1x2x2/2x2x2/1x2x2/1x1x1/1x1x1/1x1x1");
        // All 24 slices of a phantom: any twelve of them differ more than its classes do.
        demo.searchInput = new Grid(24, 32, 32);
        demo.input = new Grid(16, 48, 48);
        demo.searchEpochs = 100;
        demo.candidates = 3;
        demo.shortEpochs = 4;
        demo.training = new TrainingOptions(plan(24, 0.2));
        return demo;
    }

    /** The paper's but for smaller batches, a larger first rate, and so many epochs and so much dropout. */
    private static TrainingPlan plan(int epochs, double dropout) {
        Regularisation regularisation = new Regularisation(dropout, Regularisation.PAPER.weightDecay(), 0, false, 0);
        Schedule schedule = new Schedule(2e-3, Schedule.PAPER.lastRate(), 0);
        return new TrainingPlan(epochs, 8, 1, 0, Precision.FLOAT32, schedule, regularisation);
    }

    /** The seed of everything random. */
    public long seed() {
        return seed;
    }

    /** The run that they ask for. */
    public RunSpec spec(String run, String dataset) {
        if (paper) {
            setPaper();
        }
        return new RunSpec(
                run,
                dataset,
                seed,
                widths,
                strides,
                Preprocessing.lung(searchInput).lungsOnly(segmentLungs),
                Preprocessing.lung(input).lungsOnly(segmentLungs),
                new SearchSettings(
                        mode,
                        searchEpochs,
                        searchBatch,
                        alphaRate,
                        weights.weights(mode, searchEpochs),
                        tauStart,
                        tauEnd,
                        estimator.estimator(searchEpochs),
                        sharing.sharing()),
                new EvaluationSettings(candidates, shortEpochs, training.plan(), ensemble));
    }

    /** The paper's, but where an option was given. */
    private void setPaper() {
        Settings standard = new Settings();
        widths = given(widths, standard.widths, Widths.S);
        searchInput = given(searchInput, standard.searchInput, new Grid(16, 64, 64));
        input = given(input, standard.input, new Grid(32, 128, 128));
        searchEpochs = given(searchEpochs, standard.searchEpochs, 100);
        searchBatch = given(searchBatch, standard.searchBatch, 64);
        alphaRate = given(alphaRate, standard.alphaRate, 1e-3);
        shortEpochs = given(shortEpochs, standard.shortEpochs, 5);
        weights.fallBackOn(SharedWeights.PAPER);
        estimator.fallBackOn(Estimator.PAPER);
        training.fallBackOn(TrainingPlan.PAPER);
    }

    /** What was given; where that is what stands there without being given, another. */
    static <T> T given(@Nullable T value, @Nullable T standard, T other) {
        return value == null || value.equals(standard) ? other : value;
    }
}
