package org.gantry.trainer;

import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.scan.DatasetManifest;

/**
 * What every training needs to know.
 *
 * @param bus where it meets the others
 * @param config the trainer's settings
 * @param request what was asked for
 * @param manifest the data set
 */
record Job(Bus bus, TrainerConfig config, TrainingEvent.Requested request, DatasetManifest manifest) {
    String name() {
        return request.job();
    }

    RunSpec spec() {
        return request.spec();
    }

    MacroArchitecture macro() {
        return spec().macro(manifest.labels().size());
    }

    /** The volumes that samplers publish for it from now on. */
    Feed<BatchVolume> volumes() throws InterruptedException {
        long now = Await.result(bus.end(Topics.BATCHES, name()));
        int waiting = Math.max(1, config.ahead())
                * Math.max(spec().search().batch(), spec().evaluation().batch());
        return bus.feed(Topics.BATCHES, name(), now, waiting);
    }

    /** Its own random numbers. */
    RandomFunction random() {
        return RandomFunction.of(spec().seed()).at(name());
    }
}
