package org.gantry.trainer;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.StepTaken;

/**
 * The steps of a job that are on the bus. A step that is taken again after a restart must equal what was published, and
 * is not published twice.
 */
final class TrainedSteps {
    private final Bus bus;
    private final Map<List<Integer>, StepTaken> known = new HashMap<>();
    private Future<Long> publishing = Future.succeededFuture(0L);

    TrainedSteps(Bus bus, String job) throws InterruptedException {
        this.bus = bus;
        for (StepTaken step :
                Await.result(Snapshot.all(bus, Topics.STEPS, s -> s.job().equals(job)))) {
            known.putIfAbsent(place(step), step);
        }
    }

    private static List<Integer> place(StepTaken step) {
        return List.of(step.epoch(), step.step(), step.phase().order(), step.index());
    }

    /** Waits for the step before, not for this one: the next is computed meanwhile. */
    void publish(StepTaken step) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("another trainer publishes it");
        }
        settle();
        StepTaken before = known.remove(place(step));
        if (before == null) {
            publishing = bus.publish(Topics.STEPS, step);
        } else if (!same(before, step)) {
            throw new IllegalStateException("step " + step.step() + " (" + step.phase() + ") of epoch " + step.epoch()
                    + " gave loss " + before.loss() + " before the restart and " + step.loss()
                    + " now, or other gates: this device does not repeat the run");
        }
    }

    /** Waits until all steps stand on the bus; a state that holds a step must not get there before it. */
    void settle() throws InterruptedException {
        Await.result(publishing);
    }

    /** Latency is a clock's and never the same twice. */
    private static boolean same(StepTaken one, StepTaken other) {
        return Double.compare(one.loss(), other.loss()) == 0
                && one.genotype().equals(other.genotype())
                && Arrays.equals(one.gates(), other.gates());
    }
}
