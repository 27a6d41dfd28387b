package org.gantry.trainer;

import java.util.List;
import org.gantry.bus.Bus;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Volume;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the samplers' part in a test: volumes of noise, those of class 1 brighter, all a function of scan and request,
 * in evaluation of the scan alone. It can be told to keep back the later batches of a request.
 */
final class ScriptedSampler {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptedSampler.class);

    private final Bus bus;
    private final DatasetManifest manifest;
    private volatile int heldRequest = -1;
    private volatile int heldFrom;

    ScriptedSampler(Bus bus, DatasetManifest manifest) {
        this.bus = bus;
        this.manifest = manifest;
        bus.tail(Topics.EPOCHS, this::read).ended().onFailure(e -> LOG.error("the sampler broke down", e));
    }

    /** Keeps back the batches of a request from this one on. */
    void hold(int request, int fromBatch) {
        heldFrom = fromBatch;
        heldRequest = request;
    }

    /** Keeps nothing back of what is asked for from now on. */
    void release() {
        heldRequest = -1;
    }

    private void read(Received<EpochEvent> received) {
        if (received.value() instanceof EpochEvent.Requested request) {
            List<PlannedBatch> batches = EpochPlan.of(manifest, request).batches();
            int end = request.epoch() == heldRequest ? heldFrom : batches.size();
            for (int o = 0; o < end; o++) {
                List<Entry> entries = batches.get(o).entries();
                int sampled = batches.get(o).augmented() ? request.epoch() : 0;
                for (int p = 0; p < entries.size(); p++) {
                    bus.publish(Topics.BATCHES, volume(request, o, p, entries.get(p), sampled))
                            .onFailure(e -> LOG.error("a volume was not published", e));
                }
            }
        }
    }

    private static BatchVolume volume(
            EpochEvent.Requested request, int ordinal, int position, Entry entry, int sampled) {
        Grid grid = request.input().size();
        RandomFunction random = RandomFunction.of(3).at(entry.scanId()).at(sampled);
        float[] voxels = new float[grid.positions()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) (random.gaussian(i) + 0.5 * entry.label());
        }
        return new BatchVolume(
                request.job(),
                request.epoch(),
                ordinal,
                position,
                entry.scanId(),
                entry.label(),
                new Volume(grid, voxels));
    }
}
