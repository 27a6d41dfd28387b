package org.gantry.trainer;

import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.network.StepResult;

/** Stops a training whose loss is no number, naming the step and the scans of its batch. */
final class Finite {
    private Finite() {}

    static StepResult check(StepResult result, String job, int epoch, PlannedBatch batch) {
        if (!Double.isFinite(result.loss())) {
            throw new IllegalStateException(
                    job + ": loss " + result.loss() + " in epoch " + epoch + ", step " + batch.step()
                            + " (" + batch.phase() + "), scans "
                            + batch.entries().stream().map(Entry::scanId).toList() + "; try a smaller learning rate");
        }
        return result;
    }
}
