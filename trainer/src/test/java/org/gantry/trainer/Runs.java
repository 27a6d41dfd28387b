package org.gantry.trainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.Volume;

/** A small data set, its epochs, and the volumes that samplers would publish for them. */
final class Runs {
    static final String JOB = "run/full";
    static final Grid GRID = new Grid(4, 8, 8);
    static final int BATCH = 3;

    private Runs() {}

    /** Seven test scans, so that the last batch is a partial one. */
    static DatasetManifest manifest() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            entries.add(new Entry("scan" + i, "patient" + i, i % 2, Role.TEST, "digest"));
        }
        return new DatasetManifest("set", List.of("Normal", "NCP"), entries);
    }

    static EpochEvent.Requested request(int epoch) {
        return new EpochEvent.Requested(
                JOB, epoch, "set", EpochContent.EVALUATE_TEST, Preprocessing.lung(GRID), BATCH, 1);
    }

    /** All volumes of a request; every voxel is its place in the epoch plus a number. */
    static List<BatchVolume> volumes(EpochEvent.Requested request, float number) {
        List<BatchVolume> volumes = new ArrayList<>();
        List<PlannedBatch> batches = EpochPlan.of(manifest(), request).batches();
        for (int o = 0; o < batches.size(); o++) {
            for (int p = 0; p < batches.get(o).entries().size(); p++) {
                Entry entry = batches.get(o).entries().get(p);
                float[] voxels = new float[GRID.positions()];
                Arrays.fill(voxels, o * BATCH + p + number);
                volumes.add(new BatchVolume(
                        request.job(), request.epoch(), o, p, entry.scanId(), entry.label(), new Volume(GRID, voxels)));
            }
        }
        return volumes;
    }

    static StepTaken step(int step, double loss, double... gates) {
        return new StepTaken(JOB, 0, step, Phase.ALPHA, Genotype.of(1, 2), loss, 0.5, 0, gates);
    }
}
