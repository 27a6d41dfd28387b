package org.gantry.trainer;

import java.util.Collection;
import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.StepResult;
import org.gantry.network.Tensors;
import org.gantry.network.TrainingSettings;
import org.gantry.network.TrainingSettings.Optimizer;

/** The network in training, with what its plan says of a step. */
final class Learner implements AutoCloseable {
    private final TrainingPlan plan;
    private final RandomFunction dropout;
    private final DerivedNetwork network;

    /** A network with its start values. */
    Learner(Job job, TrainingSpec spec) {
        this.plan = spec.plan();
        this.dropout = job.random().at("dropout");
        this.network = new DerivedNetwork(
                spec.model().architecture(1, job.manifest().labels().size()),
                spec.input().size(),
                plan.pass(),
                settings(plan.regularisation()),
                job.config().device());
        network.initialize(job.random().at("weights"));
    }

    private static TrainingSettings settings(Regularisation regularisation) {
        return new TrainingSettings(Optimizer.Adam.DEFAULT, regularisation.weightDecay(), 0, regularisation.dropout());
    }

    /** One step of the so many of an epoch. */
    StepResult step(List<Batch> passes, int epoch, int step, int steps) {
        double rate = plan.schedule().rate(epoch + (double) step / steps, plan.epochs());
        return network.trainStep(passes.get(0), rate, dropout.at(epoch).at(step));
    }

    /** How it does, its running statistics estimated again from recent batches if there are any. */
    Evaluation judge(Collection<Batch> recent, EpochBatches batches, Job job) throws InterruptedException {
        if (!recent.isEmpty()) {
            network.recalibrate(recent);
        }
        return Evaluation.of(network, batches, job.manifest());
    }

    /** What {@link #judge} judges. */
    Tensors weights() {
        return network.weights();
    }

    /** How such weights do; the training is over. */
    Evaluation test(Tensors weights, EpochBatches batches, Job job) throws InterruptedException {
        network.load(weights);
        return Evaluation.of(network, batches, job.manifest());
    }

    @Override
    public void close() {
        network.close();
    }
}
