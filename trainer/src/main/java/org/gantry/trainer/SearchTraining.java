package org.gantry.trainer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.run.TrainingEvent.SearchRequested;
import org.gantry.network.Batch;
import org.gantry.network.SearchNetwork;
import org.gantry.network.StepResult;
import org.gantry.network.Tensors;
import org.gantry.trainer.StepTimes.Kind;

/**
 * A search's training, or a share of it: runs each drawn path on the next batch and reports what came out (paper,
 * "Differentiable NAS with Gumbel Softmax"; ARCHITECTURE.md, section 3). Shares take the same draws, each on its own
 * batches, and average their weights; the first measures.
 */
final class SearchTraining {
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final int WAITING_DRAWS = 16;

    private final Job job;
    private final RunSpec spec;
    private final Share share;
    private final MacroArchitecture macro;
    private final Bus bus;
    private final StepTimes times;

    SearchTraining(Job job, SearchRequested request) {
        this.job = job;
        this.spec = request.spec();
        this.share = request.share();
        this.macro = spec.macro(job.manifest().labels().size());
        this.bus = job.bus();
        this.times = job.config().times();
    }

    /** Trains to the search's end, and gives what it ends with. */
    TrainingEvent.Ended run() throws InterruptedException {
        TrainedSteps steps = new TrainedSteps(bus, job.name());
        CompletedEpochs completed = new CompletedEpochs(bus, job.name());
        Checkpoints checkpoints = new Checkpoints(job);
        Optional<Checkpoint> saved = checkpoints.latest();
        int batch = spec.search().batch();
        TrainingEvent.Ended end = null;
        try (Feed<Draw> draws = bus.feed(Topics.DRAWS, spec.searchJob(), 0, WAITING_DRAWS);
                Feed<BatchVolume> volumes = job.volumes(batch);
                Averaging averaging = new Averaging(bus, spec, share);
                SearchNetwork supernet = SearchNetwork.of(
                        macro,
                        spec.searchInput().size(),
                        spec.search(),
                        job.config().device())) {
            supernet.initialize(
                    RandomFunction.of(spec.seed()).at(spec.searchJob()).at("weights"));
            saved.ifPresent(state -> supernet.restore(state.network()));
            Position at = saved.map(Checkpoint::position).orElse(Position.START);
            while (at.epoch() < spec.search().epochs()) {
                SearchEpoch one = new SearchEpoch(supernet, averaging, draws, steps, checkpoints, at);
                Optional<StepTaken> measured = one.run(volumes);
                Means means = one.at.means();
                if (measured.isPresent()) {
                    StepTaken m = measured.get();
                    completed.publish(new EpochCompleted(
                            job.name(), at.epoch(), means.loss(), means.accuracy(), m.loss(), m.accuracy()));
                }
                end = new TrainingEvent.Ended(
                        job.name(),
                        measured.map(StepTaken::accuracy).orElse(means.accuracy()),
                        measured.map(StepTaken::loss).orElse(means.loss()),
                        Optional.empty());
                at = at.nextEpoch();
            }
        }
        if (end == null) {
            throw new IllegalStateException("a search has at least one epoch");
        }
        return end;
    }

    /** One epoch: alpha and weight steps in turn, then the measurement. */
    private final class SearchEpoch {
        private final SearchNetwork supernet;
        private final Averaging averaging;
        private final Feed<Draw> draws;
        private final TrainedSteps steps;
        private final Checkpoints checkpoints;
        private final int epoch;
        private Position at;

        SearchEpoch(
                SearchNetwork supernet,
                Averaging averaging,
                Feed<Draw> draws,
                TrainedSteps steps,
                Checkpoints checkpoints,
                Position at) {
            this.supernet = supernet;
            this.averaging = averaging;
            this.draws = draws;
            this.steps = steps;
            this.checkpoints = checkpoints;
            this.epoch = at.epoch();
            this.at = at;
        }

        /** Takes its steps, those that a checkpoint holds left out, and measures if that is its share. */
        Optional<StepTaken> run(Feed<BatchVolume> volumes) throws InterruptedException {
            return job.epoch(volumes, EpochEvent.Requested.search(spec, epoch, share), this::take);
        }

        private Optional<StepTaken> take(EpochBatches batches) throws InterruptedException {
            int count = batches.plan().steps(Phase.WEIGHTS);
            int averaged = spec.search().sharing().lastAveraged(at.unshared() ? at.step() - 1 : at.step());
            while (batches.hasNext() && batches.peek().augmented()) {
                PlannedBatch planned = batches.peek();
                Batch batch = batches.next(this::offer);
                if (planned.step() >= at.step()) {
                    average();
                    step(planned, batch, count);
                } else if (share.isShared() && planned.phase() == Phase.WEIGHTS && planned.step() >= averaged) {
                    averaging.add(draw(planned.step(), Phase.WEIGHTS, 0).genotype());
                }
            }
            average();
            steps.settle();
            return batches.hasNext() ? Optional.of(measure(batches)) : Optional.empty();
        }

        /** Meets the other shares if it is time. */
        private void average() throws InterruptedException {
            if (at.unshared()) {
                averaging.meet(epoch, at.step(), supernet, this::offer);
                at = at.averaged();
            }
        }

        private void step(PlannedBatch planned, Batch batch, int count) throws InterruptedException {
            if (planned.phase() == Phase.WEIGHTS) {
                Draw draw = draw(planned.step(), Phase.WEIGHTS, 0);
                StepResult result = times.timed(
                        Kind.WEIGHTS,
                        () -> supernet.weightStep(
                                batch, draw, spec.search().weights().rate()));
                publish(draw, planned, result);
                at = at.after(result);
                averaging.add(draw.genotype());
                if (averaging.isDue(at.step(), count)) {
                    at = at.beforeAveraging();
                    average();
                }
                offer();
                return;
            }
            Estimator estimator = spec.search().estimator();
            for (int i = 0; i < estimator.draws(); i++) {
                Draw draw = draw(planned.step(), Phase.ALPHA, i);
                publish(
                        draw,
                        planned,
                        times.timed(
                                Kind.ALPHA,
                                () -> estimator.needsGates()
                                        ? supernet.alphaStep(batch, draw)
                                        : supernet.trial(batch, draw)));
            }
        }

        private void publish(Draw draw, PlannedBatch planned, StepResult result) throws InterruptedException {
            steps.publish(new StepTaken(
                    job.name(),
                    epoch,
                    draw.step(),
                    draw.phase(),
                    draw.index(),
                    draw.genotype(),
                    Finite.check(result, job.name(), epoch, List.of(planned)).loss(),
                    result.accuracy(),
                    result.gradientNorm(),
                    result.gates(),
                    0));
        }

        /** An alpha step changes nothing: until the next weight step the state is that of the last one. */
        private void offer() throws InterruptedException {
            checkpoints.offer(at, this::state, null);
        }

        private Tensors state() throws InterruptedException {
            steps.settle();
            return supernet.state();
        }

        private StepTaken measure(EpochBatches batches) throws InterruptedException {
            Draw draw = draw(batches.plan().steps(Phase.WEIGHTS) - 1, Phase.MEASURE, 0);
            long begin = System.nanoTime();
            StepTaken measured = Measurement.of(job, spec, supernet, draw, batches);
            times.taken(Kind.MEASURE, Duration.ofNanos(System.nanoTime() - begin));
            steps.publish(measured);
            steps.settle();
            return measured;
        }

        private Draw draw(int step, Phase phase, int index) throws InterruptedException {
            while (true) {
                Optional<Received<Draw>> received = draws.next(LOOK_AROUND);
                if (received.isPresent()) {
                    Draw draw = received.get().value();
                    if (draw.epoch() == epoch
                            && draw.step() == step
                            && draw.phase() == phase
                            && draw.index() == index) {
                        return draw;
                    }
                } else {
                    offer();
                }
            }
        }
    }
}
