package org.gantry.trainer;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.StepResult;
import org.gantry.network.Tensors;
import org.gantry.network.TrainingSettings;
import org.gantry.network.TrainingSettings.Optimizer;
import org.gantry.network.TrainingSettings.Options;
import org.gantry.trainer.StepTimes.Kind;

/** The network in training, with what its plan says of a step. */
final class Learner implements AutoCloseable {
    private final TrainingPlan plan;
    private final DatasetManifest manifest;
    private final RandomFunction dropout;
    private final DerivedNetwork network;
    private final StepTimes times;

    /** A network with its start values. */
    Learner(Job job, TrainingSpec spec) {
        this.plan = spec.plan();
        this.manifest = job.manifest();
        this.dropout = job.random().at("dropout");
        this.times = job.config().times();
        this.network = new DerivedNetwork(
                spec.model().architecture(1, manifest.labels().size()),
                spec.input().size(),
                plan.pass(),
                settings(job, spec),
                job.config().device());
        network.initialize(job.random().at("weights"));
    }

    private static TrainingSettings settings(Job job, TrainingSpec spec) {
        Regularisation r = spec.plan().regularisation();
        Set<Role> roles = spec.purpose() == Purpose.RANK ? EnumSet.of(Role.SEARCH_TRAIN) : DatasetManifest.train();
        List<Double> weights = r.balanced() ? balanced(job.labelCounts(roles)) : List.of();
        Options options = new Options(
                spec.plan().accumulation(),
                r.labelSmoothing(),
                weights,
                r.averaging(),
                spec.plan().precision());
        return new TrainingSettings(Optimizer.Adam.DEFAULT, r.weightDecay(), 0, r.dropout(), options);
    }

    /** A weight a class, by the inverse of its count, their mean 1; a class without scans counts as an average one. */
    static List<Double> balanced(int[] counts) {
        double mean = Arrays.stream(counts)
                .filter(n -> n > 0)
                .mapToDouble(n -> 1.0 / n)
                .average()
                .orElse(1);
        return Arrays.stream(counts)
                .mapToObj(n -> n == 0 ? 1.0 : 1 / (n * mean))
                .toList();
    }

    /** One step of the so many of an epoch. */
    StepResult step(List<Batch> passes, Position at, int steps) {
        double rate = plan.schedule().rate(at.epoch() + (double) at.step() / steps, plan.epochs());
        return times.timed(
                Kind.TRAINING,
                () -> network.trainStep(passes, rate, dropout.at(at.epoch()).at(at.step())));
    }

    /** What is judged, tested and published: the averaged weights where the plan asks for an average. */
    Tensors weights() {
        return network.averaged();
    }

    /** How these weights do, their running statistics estimated again from recent batches if there are any. */
    Evaluation judge(Collection<Batch> recent, EpochBatches batches) throws InterruptedException {
        if (plan.regularisation().averaging() == 0) {
            return evaluate(recent, batches);
        }
        Tensors state = network.state();
        network.load(network.averaged());
        Evaluation evaluation = evaluate(recent, batches);
        network.restore(state);
        return evaluation;
    }

    /** Takes other weights for good: those that are judged from now on. */
    void load(Tensors weights) {
        network.load(weights);
    }

    /**
     * How the weights do that were loaded.
     *
     * @param seen is given each batch
     */
    Evaluation answer(EpochBatches batches, Consumer<Batch> seen) throws InterruptedException {
        return Evaluation.of(network, batches, manifest, seen);
    }

    private Evaluation evaluate(Collection<Batch> recent, EpochBatches batches) throws InterruptedException {
        if (!recent.isEmpty()) {
            network.recalibrate(recent);
        }
        return Evaluation.of(network, batches, manifest);
    }

    /** All that the next step depends on. */
    Tensors state() {
        return network.state();
    }

    /** Goes back to a state. */
    void restore(Tensors state) {
        network.restore(state);
    }

    @Override
    public void close() {
        network.close();
    }
}
