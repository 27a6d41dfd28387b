package org.gantry.trainer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.gantry.bus.Feed;
import org.gantry.bus.Outbox;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingEvent.Kind;
import org.gantry.network.Batch;
import org.gantry.network.CosineSchedule;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.StepResult;
import org.gantry.network.Tensors;
import org.gantry.network.TrainingSettings;
import org.gantry.network.TrainingSettings.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * An architecture trained from scratch (paper, Figure 4 II): SHORT on D_T, ranked on D_V; FULL on train, its best epoch
 * chosen by validation, tested once, published.
 */
final class DerivedTraining {
    private static final double WEIGHT_DECAY = 5e-4;
    private static final int CALIBRATION_BATCHES = 8;

    private final Job job;
    private final EvaluationSettings settings;
    private final boolean full;
    private final int epochs;
    private final CosineSchedule schedule;
    private int requests;
    private @Nullable Evaluation best;
    private @Nullable Tensors bestWeights;

    DerivedTraining(Job job) {
        this.job = job;
        this.settings = job.spec().evaluation();
        this.full = job.request().kind() == Kind.FULL;
        this.epochs = full ? settings.epochs() : settings.shortEpochs();
        this.schedule = new CosineSchedule(settings.initialRate(), settings.lastRate(), epochs);
    }

    /** Trains to the end. */
    Outbox run() throws InterruptedException {
        TrainingSettings training = new TrainingSettings(Optimizer.Adam.DEFAULT, WEIGHT_DECAY, 0, settings.dropout());
        CompletedEpochs completed = new CompletedEpochs(job.bus(), job.name());
        try (Feed<BatchVolume> volumes = job.volumes();
                DerivedNetwork network = new DerivedNetwork(
                        job.macro(),
                        job.request().genotype().orElseThrow(),
                        job.spec().evaluationInput().size(),
                        settings.batch(),
                        training,
                        job.config().device())) {
            network.initialize(job.random().at("weights"));
            for (int epoch = 0; epoch < epochs; epoch++) {
                Means means = train(network, volumes, epoch);
                if (full || epoch == epochs - 1) {
                    Evaluation evaluation = validate(network, volumes);
                    completed.publish(completed(epoch, means, evaluation));
                }
            }
            return full ? publish(network, volumes) : ended(Optional.empty());
        }
    }

    private Means train(DerivedNetwork network, Feed<BatchVolume> volumes, int epoch) throws InterruptedException {
        Means means = new Means();
        Deque<Batch> recent = new ArrayDeque<>();
        RandomFunction dropout = job.random().at("dropout").at(epoch);
        try (EpochBatches batches = open(volumes, full ? EpochContent.TRAIN : EpochContent.TRAIN_ON_SEARCH_TRAIN)) {
            int steps = batches.plan().batches().size();
            while (batches.hasNext()) {
                PlannedBatch planned = batches.peek();
                Batch batch = batches.next();
                double rate = schedule.rate(epoch + (double) planned.step() / steps);
                StepResult result = network.trainStep(batch, rate, dropout.at(planned.step()));
                means.add(Finite.check(result, job.name(), epoch, planned));
                recent.addLast(batch);
                if (recent.size() > CALIBRATION_BATCHES) {
                    recent.removeFirst();
                }
            }
        }
        // A short training ends before the running statistics have caught up with the weights.
        if (!full && epoch == epochs - 1 && !recent.isEmpty()) {
            network.recalibrate(recent);
        }
        return means;
    }

    /** Evaluates, and keeps the weights if they are the best so far. */
    private Evaluation validate(DerivedNetwork network, Feed<BatchVolume> volumes) throws InterruptedException {
        EpochContent content = full ? EpochContent.EVALUATE_VALIDATION : EpochContent.EVALUATE_SEARCH_VALIDATION;
        Evaluation evaluation = evaluate(network, volumes, content);
        if (best == null || better(evaluation, best)) {
            best = evaluation;
            bestWeights = network.weights();
        }
        return evaluation;
    }

    private EpochCompleted completed(int epoch, Means means, Evaluation evaluation) {
        return new EpochCompleted(
                job.name(),
                epoch,
                means.loss(),
                means.accuracy(),
                evaluation.loss(),
                evaluation.metrics().accuracy());
    }

    private static boolean better(Evaluation one, Evaluation other) {
        double a = one.metrics().accuracy();
        double b = other.metrics().accuracy();
        return a > b || (a == b && one.loss() < other.loss());
    }

    private Evaluation evaluate(DerivedNetwork network, Feed<BatchVolume> volumes, EpochContent content)
            throws InterruptedException {
        try (EpochBatches batches = open(volumes, content)) {
            return Evaluation.of(network, batches, job.manifest());
        }
    }

    private EpochBatches open(Feed<BatchVolume> volumes, EpochContent content) throws InterruptedException {
        EpochEvent.Requested request = EpochEvent.Requested.training(job.spec(), job.name(), requests++, content);
        return new EpochBatches(
                job.bus(), volumes, request, job.manifest(), job.config().ahead());
    }

    private Outbox publish(DerivedNetwork network, Feed<BatchVolume> volumes) throws InterruptedException {
        Tensors weights = weights();
        network.load(weights);
        Evaluation test = evaluate(network, volumes, EpochContent.EVALUATE_TEST);
        return ended(Optional.of(test)).publish(Topics.MODELS, new Publication(job).announce(weights, test.metrics()));
    }

    private Tensors weights() {
        if (bestWeights == null) {
            throw new IllegalStateException("a training has at least one epoch");
        }
        return bestWeights;
    }

    private Outbox ended(Optional<Evaluation> test) {
        if (best == null) {
            throw new IllegalStateException("a training has at least one epoch");
        }
        return new Outbox()
                .publish(
                        Topics.TRAININGS,
                        new TrainingEvent.Ended(
                                job.name(), best.metrics().accuracy(), best.loss(), test.map(Evaluation::metrics)));
    }
}
