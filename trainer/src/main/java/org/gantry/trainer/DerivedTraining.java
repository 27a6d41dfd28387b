package org.gantry.trainer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gantry.bus.Feed;
import org.gantry.bus.Outbox;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.network.Batch;
import org.gantry.network.BundleFacts;
import org.gantry.network.ModelBundle;
import org.gantry.network.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * A network trained from scratch (paper, Figure 4 II). To RANK it learns from D_T and is judged on D_V after its last
 * epoch; else it learns from train, its best epoch is chosen by validation, tested once, and to PUBLISH announced; a
 * MEMBER's bundle is named by its end alone, and its model announced with the ensemble.
 */
final class DerivedTraining {
    private static final int CALIBRATION_BATCHES = 8;

    private final Job job;
    private final TrainingSpec spec;
    private final TrainingPlan plan;
    private final boolean ranks;
    private final Deque<Batch> recent = new ArrayDeque<>();
    private Position at = Position.START;
    private @Nullable Best best;

    DerivedTraining(Job job, TrainingSpec spec) {
        this.job = job;
        this.spec = spec;
        this.plan = spec.plan();
        this.ranks = spec.purpose() == Purpose.RANK;
    }

    /** Trains to the end. */
    Outbox run() throws InterruptedException {
        CompletedEpochs completed = new CompletedEpochs(job.bus(), job.name());
        Checkpoints checkpoints = new Checkpoints(job);
        Optional<Checkpoint> saved = checkpoints.latest();
        try (Feed<BatchVolume> volumes = job.volumes(plan.pass());
                Learner learner = new Learner(job, spec)) {
            saved.ifPresent(state -> goOn(learner, state));
            while (!finished()) {
                at = train(learner, volumes, checkpoints);
                if (!ranks || lastEpoch()) {
                    completed.publish(validate(learner, volumes));
                }
                at = at.nextEpoch();
                checkpoints.offer(at, learner::state, best);
            }
            return ranks ? ended(best(), Optional.empty()) : tested(learner, volumes);
        }
    }

    private void goOn(Learner learner, Checkpoint state) {
        learner.restore(state.network());
        at = state.position();
        best = state.best().orElse(null);
    }

    private boolean finished() {
        boolean patient = plan.patience() == 0 || best == null || at.epoch() - 1 - best.epoch() < plan.patience();
        return at.epoch() == plan.epochs() || !patient;
    }

    private boolean lastEpoch() {
        return at.epoch() == plan.epochs() - 1;
    }

    /** Takes the steps of an epoch; the batches of steps that a checkpoint holds are taken and dropped. */
    private Position train(Learner learner, Feed<BatchVolume> volumes, Checkpoints checkpoints)
            throws InterruptedException {
        EpochContent content = ranks ? EpochContent.TRAIN_ON_SEARCH_TRAIN : EpochContent.TRAIN;
        return job.epoch(volumes, request(2 * at.epoch(), content), batches -> {
            int steps = batches.plan().batches().size() / plan.accumulation();
            if (steps == 0) {
                throw new IllegalArgumentException(job.name() + " has fewer scans than a batch of " + plan.batch()
                        + "; ask for smaller batches or give more scans");
            }
            for (int step = 0; step < steps; step++) {
                List<PlannedBatch> planned = new ArrayList<>();
                List<Batch> passes = new ArrayList<>();
                for (int pass = 0; pass < plan.accumulation(); pass++) {
                    planned.add(batches.peek());
                    passes.add(batches.next(() -> checkpoints.offer(at, learner::state, best)));
                }
                remember(passes);
                if (step == at.step()) {
                    StepResult result = learner.step(passes, at, steps);
                    at = at.after(Finite.check(result, job.name(), at.epoch(), planned));
                    checkpoints.offer(at, learner::state, best);
                }
            }
            return at;
        });
    }

    /** A ranking ends before the running statistics have caught up with the weights: they are estimated again. */
    private void remember(List<Batch> passes) {
        if (ranks && lastEpoch()) {
            recent.addAll(passes);
            while (recent.size() > CALIBRATION_BATCHES) {
                recent.removeFirst();
            }
        }
    }

    /** Evaluates, and keeps the weights if they are the best so far. */
    private EpochCompleted validate(Learner learner, Feed<BatchVolume> volumes) throws InterruptedException {
        EpochContent content = ranks ? EpochContent.EVALUATE_SEARCH_VALIDATION : EpochContent.EVALUATE_VALIDATION;
        return job.epoch(volumes, request(2 * at.epoch() + 1, content), batches -> {
            Evaluation evaluation = learner.judge(recent, batches);
            double accuracy = evaluation.metrics().accuracy();
            if (Best.improves(evaluation, best)) {
                best = new Best(at.epoch(), accuracy, evaluation.loss(), learner.weights());
            }
            return new EpochCompleted(
                    job.name(), at.epoch(), at.means().loss(), at.means().accuracy(), evaluation.loss(), accuracy);
        });
    }

    private EpochEvent.Requested request(int number, EpochContent content) {
        return EpochEvent.Requested.training(spec, number, content);
    }

    private Outbox tested(Learner learner, Feed<BatchVolume> volumes) throws InterruptedException {
        Best chosen = best();
        Conclusion conclusion = Conclusion.of(job, spec, learner, volumes, chosen);
        Optional<TrainingEvent.Test> test =
                Optional.of(new TrainingEvent.Test(conclusion.test(), chosen.epoch(), conclusion.scansPerSecond()));
        if (!spec.purpose().bundles()) {
            return ended(chosen, test);
        }
        Publication publication = new Publication(job, spec.input(), spec.toString());
        ContentRef content = publication.put(bundle(publication, chosen, conclusion));
        return spec.purpose() == Purpose.PUBLISH
                ? ended(chosen, test)
                        .publish(Topics.MODELS, publication.announce(content, spec.model(), conclusion.test()))
                : new Outbox()
                        .publish(
                                Topics.TRAININGS,
                                new TrainingEvent.Ended(
                                        job.name(), chosen.accuracy(), chosen.loss(), test, Optional.of(content)));
    }

    private ModelBundle bundle(Publication publication, Best chosen, Conclusion conclusion) {
        BundleFacts facts = publication.facts(conclusion.test()).putAll(conclusion.facts());
        conclusion.inputs().ifPresent(facts::put);
        return new ModelBundle(
                spec.model().architecture(1, job.manifest().labels().size()),
                spec.input().size(),
                job.manifest().labels(),
                facts.map(),
                chosen.weights());
    }

    private Best best() {
        if (best == null) {
            throw new IllegalStateException("a training has at least one epoch");
        }
        return best;
    }

    private Outbox ended(Best chosen, Optional<TrainingEvent.Test> test) {
        return new Outbox()
                .publish(Topics.TRAININGS, new TrainingEvent.Ended(job.name(), chosen.accuracy(), chosen.loss(), test));
    }
}
