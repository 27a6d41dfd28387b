package org.gantry.app.run;

import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import picocli.CommandLine.Option;

/**
 * The options of how a network is trained from scratch; each command says by a plan what it takes where none is given.
 */
public final class TrainingOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "Epochs over the training's scans.")
    private int epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Volumes in a batch of the trainings.")
    private int batch;

    @Option(
            names = "--accumulation",
            paramLabel = "N",
            description = "Equal passes that a batch is cut into where memory is short.")
    private int accumulation;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stops after so many epochs without a better validation; 0 never stops early.")
    private int patience;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "Numbers in which layers multiply: ${COMPLETION-CANDIDATES}.")
    private Precision precision;

    @Option(names = "--rate", paramLabel = "X", description = "Adam's highest learning rate.")
    private double rate;

    @Option(names = "--last-rate", paramLabel = "X", description = "Where it ends, along a cosine.")
    private double lastRate;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Epochs in which it first rises from 0; 0 starts at the highest.")
    private int warmUp;

    @Option(names = "--dropout", paramLabel = "X", description = "Share of features dropped before the linear layer.")
    private double dropout;

    @Option(names = "--weight-decay", paramLabel = "X", description = "L2 penalty on the weights.")
    private double weightDecay;

    @Option(
            names = "--label-smoothing",
            paramLabel = "X",
            description = "Share of each label that is spread over all classes; 0 for none.")
    private double labelSmoothing;

    @Option(
            names = "--balanced",
            description = "Counts a scan by the inverse frequency of its label, for unequal classes.")
    private boolean balanced;

    @Option(
            names = "--averaging",
            paramLabel = "X",
            description = "Decay of the moving average of weights that is judged and published; 0 for none.")
    private double averaging;

    private TrainingPlan otherwise;

    /** Options with the values of a plan where none is given. */
    public TrainingOptions(TrainingPlan otherwise) {
        this.otherwise = otherwise;
        epochs = otherwise.epochs();
        batch = otherwise.batch();
        accumulation = otherwise.accumulation();
        patience = otherwise.patience();
        precision = otherwise.precision();
        Schedule schedule = otherwise.schedule();
        rate = schedule.initialRate();
        lastRate = schedule.lastRate();
        warmUp = schedule.warmUpEpochs();
        Regularisation regularisation = otherwise.regularisation();
        dropout = regularisation.dropout();
        weightDecay = regularisation.weightDecay();
        labelSmoothing = regularisation.labelSmoothing();
        balanced = regularisation.balanced();
        averaging = regularisation.averaging();
    }

    /** Takes another plan's epochs, batch, rate and dropout where none were given. */
    void fallBackOn(TrainingPlan other) {
        epochs = Settings.given(epochs, otherwise.epochs(), other.epochs());
        batch = Settings.given(batch, otherwise.batch(), other.batch());
        rate = Settings.given(
                rate, otherwise.schedule().initialRate(), other.schedule().initialRate());
        dropout = Settings.given(
                dropout,
                otherwise.regularisation().dropout(),
                other.regularisation().dropout());
        otherwise = other;
    }

    /**
     * The plan that they ask for.
     *
     * @throws IllegalArgumentException if they make none
     */
    public TrainingPlan plan() {
        return new TrainingPlan(
                epochs,
                batch,
                accumulation,
                patience,
                precision,
                new Schedule(rate, lastRate, warmUp),
                new Regularisation(dropout, weightDecay, labelSmoothing, balanced, averaging));
    }
}
