package org.gantry.bench.search;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.stream.IntStream;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.scan.DatasetManifest;

/**
 * A search over the bus, as a user's: asked for on {@code runs}, stopped when its last step is taken.
 *
 * @param bus of a node with all roles
 * @param spec the run
 * @param manifest its data set
 */
record BusSearch(Bus bus, RunSpec spec, DatasetManifest manifest) {
    /** Runs it, and gives when its steps ended. */
    StepClock run() throws InterruptedException {
        StepClock clock = new StepClock(steps());
        Promise<Void> searched = Promise.promise();
        Promise<Void> rests = Promise.promise();
        Subscription draws = bus.tail(Topics.DRAWS, received -> {
            if (received.value().job().equals(spec.searchJob())) {
                clock.drawn(received.value());
            }
        });
        Subscription steps = bus.tail(Topics.STEPS, received -> {
            StepTaken step = received.value();
            if (step.job().equals(spec.searchJob())) {
                clock.ended();
                if (step.phase() == Phase.MEASURE
                        && step.epoch() == spec.search().epochs() - 1) {
                    searched.tryComplete();
                }
            }
        });
        Subscription status = bus.tail(Topics.RUNS, received -> {
            if (received.value() instanceof RunEvent.Status now && now.run().equals(spec.run())) {
                if (now.stage() == Stage.FAILED) {
                    searched.tryFail(now.message());
                } else if (now.stage() == Stage.STOPPED) {
                    rests.tryComplete();
                }
            }
        });
        Await.result(Future.all(draws.caughtUp(), steps.caughtUp(), status.caughtUp()));
        Await.result(bus.publish(Topics.RUNS, new RunEvent.Asked(spec)));
        Await.result(searched.future());
        Await.result(bus.publish(Topics.RUNS, new RunEvent.Wished(spec.run(), Wish.STOP)));
        Await.result(rests.future());
        Await.result(Future.all(draws.close(), steps.close(), status.close()));
        return clock;
    }

    /** Alpha's, the weights' and the measurements of all epochs; one draw an alpha step. */
    int steps() {
        return IntStream.range(0, spec.search().epochs())
                .mapToObj(epoch -> EpochPlan.of(manifest, EpochEvent.Requested.search(spec, epoch)))
                .mapToInt(plan -> plan.steps(Phase.ALPHA) + plan.steps(Phase.WEIGHTS) + 1)
                .sum();
    }

    /** What its trainer saw. */
    RecordedBatches batches() throws InterruptedException {
        return RecordedBatches.read(bus, spec, manifest);
    }
}
