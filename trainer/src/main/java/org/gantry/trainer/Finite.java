package org.gantry.trainer;

import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.scan.DatasetManifest.Entry;

/** Stops a training whose loss is no number, naming the step and the scans of its batch. */
final class Finite {
    private Finite() {}

    static double check(double loss, String job, int epoch, PlannedBatch batch) {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException(job + ": loss " + loss + " in epoch " + epoch + ", step " + batch.step()
                    + " (" + batch.phase() + "), scans "
                    + batch.entries().stream().map(Entry::scanId).toList() + "; try a smaller learning rate");
        }
        return loss;
    }
}
