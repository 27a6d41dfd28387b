package org.gantry.trainer;

import java.util.List;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.network.StepResult;

/** Stops a training whose loss is no number, naming the step and the scans of all its batches. */
final class Finite {
    private Finite() {}

    static StepResult check(StepResult result, String job, int epoch, List<PlannedBatch> batches) {
        if (!Double.isFinite(result.loss())) {
            PlannedBatch first = batches.get(0);
            List<String> scans = batches.stream()
                    .flatMap(batch -> batch.entries().stream().map(Entry::scanId))
                    .toList();
            throw new IllegalStateException(job + ": loss " + result.loss() + " in epoch " + epoch + ", step "
                    + first.step() / batches.size() + " (" + first.phase() + "), scans " + scans
                    + "; try a smaller learning rate");
        }
        return result;
    }
}
