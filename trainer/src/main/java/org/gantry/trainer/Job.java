package org.gantry.trainer;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Topics;
import org.gantry.domain.Digest;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;

/**
 * What every training needs to know.
 *
 * @param bus where it meets the others
 * @param config the trainer's settings
 * @param request what was asked for
 * @param manifest the data set
 * @param shallRest whether its run shall rest by now
 */
record Job(
        Bus bus,
        TrainerConfig config,
        TrainingEvent.Request request,
        DatasetManifest manifest,
        BooleanSupplier shallRest) {
    String name() {
        return request.job();
    }

    /** Digest of what was asked and of the data: a checkpoint of anything else is none of this job's. */
    String digest() {
        return Digest.begin()
                .add(Topics.TRAININGS.codec().encode(request))
                .add(manifest.digest())
                .hex();
    }

    /** The volumes that samplers publish for it from now on, in batches of this size. */
    Feed<BatchVolume> volumes(int batch) throws InterruptedException {
        long now = Await.result(bus.end(Topics.BATCHES, name()));
        return bus.feed(Topics.BATCHES, name(), now, Math.max(1, config.ahead()) * batch);
    }

    /** Asks the samplers for an epoch and uses its batches. */
    <T> T epoch(Feed<BatchVolume> volumes, EpochEvent.Requested asked, EpochBatches.Use<T> use)
            throws InterruptedException {
        try (EpochBatches batches = new EpochBatches(bus, volumes, asked, manifest, config.ahead())) {
            return batches.use(use);
        }
    }

    /** Its own random numbers. */
    RandomFunction random() {
        return RandomFunction.of(request.seed()).at(name());
    }

    /** Scans of some roles with each label. */
    int[] labelCounts(Set<Role> roles) {
        int[] counts = new int[manifest.labels().size()];
        manifest.of(roles).forEach(entry -> counts[entry.label()]++);
        return counts;
    }
}
