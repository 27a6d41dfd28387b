package org.gantry.trainer;

import java.util.HashMap;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;

/**
 * The epochs of a job that are on the bus as completed. One that is completed again after a restart must equal what was
 * published, and is not published twice.
 */
final class CompletedEpochs {
    private final Bus bus;
    private final Map<Integer, EpochCompleted> known = new HashMap<>();

    CompletedEpochs(Bus bus, String job) throws InterruptedException {
        this.bus = bus;
        for (TrainingEvent event :
                Await.result(Snapshot.all(bus, Topics.TRAININGS, e -> e.job().equals(job)))) {
            if (event instanceof EpochCompleted epoch) {
                known.putIfAbsent(epoch.epoch(), epoch);
            }
        }
    }

    void publish(EpochCompleted epoch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("another trainer publishes it");
        }
        EpochCompleted before = known.remove(epoch.epoch());
        if (before == null) {
            Await.result(bus.publish(Topics.TRAININGS, epoch));
        } else if (!before.equals(epoch)) {
            throw new IllegalStateException("epoch " + epoch.epoch() + " of " + epoch.job() + " gave loss "
                    + before.trainLoss() + " before the restart and " + epoch.trainLoss()
                    + " now: this device does not repeat the training");
        }
    }
}
