package org.gantry.trainer;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;

/**
 * How a network does on the rest of an epoch's batches, in inference mode.
 *
 * @param metrics confusion counts and what follows from them
 * @param loss mean cross-entropy
 */
record Evaluation(Metrics metrics, double loss) {
    /** Probabilities below it count as it, so that one sure mistake does not make the loss infinite. */
    private static final double FLOOR = 1e-12;

    static Evaluation of(DerivedNetwork network, EpochBatches batches, DatasetManifest manifest)
            throws InterruptedException {
        List<float[]> probabilities = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        double loss = 0;
        while (batches.hasNext()) {
            Batch batch = batches.next();
            float[][] answers = network.infer(batch).probabilities();
            for (int i = 0; i < batch.size(); i++) {
                probabilities.add(answers[i]);
                labels.add(batch.labels()[i]);
                loss -= Math.log(Math.max(answers[i][batch.labels()[i]], FLOOR));
            }
        }
        Metrics metrics = Metrics.of(
                manifest.labels().size(),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                probabilities.toArray(float[][]::new));
        return new Evaluation(metrics, loss / labels.size());
    }
}
