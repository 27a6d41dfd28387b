package org.gantry.trainer;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Inference;

/**
 * How a network does on the rest of an epoch's batches, in inference mode.
 *
 * @param metrics confusion counts and what follows from them
 * @param loss mean cross-entropy
 * @param scansPerSecond scans answered a second of the network's own work, waiting for them left out; the first batch,
 *     in which the network is built, counts only where it is the only one
 * @param latency milliseconds of one scan's inference: a batch's time over its scans, the median over these batches
 */
record Evaluation(Metrics metrics, double loss, double scansPerSecond, double latency) {
    /** Probabilities below it count as it, so that one sure mistake does not make the loss infinite. */
    private static final double FLOOR = 1e-12;

    static Evaluation of(DerivedNetwork network, EpochBatches batches, DatasetManifest manifest)
            throws InterruptedException {
        List<float[]> probabilities = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        double loss = 0;
        Stopwatch stopwatch = new Stopwatch();
        while (batches.hasNext()) {
            Batch batch = batches.next();
            float[][] answers = stopwatch.time(network, batch).probabilities();
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
        return new Evaluation(metrics, loss / labels.size(), stopwatch.scansPerSecond(), stopwatch.latency());
    }

    /** Times inferences. */
    private static final class Stopwatch {
        private static final double NANOS = 1e9;
        private static final double NANOS_PER_MILLI = 1e6;

        private final List<Double> latencies = new ArrayList<>();
        private int batches;
        private int scans;
        private long nanos;

        Inference time(DerivedNetwork network, Batch batch) {
            if (batches++ == 1) {
                scans = 0;
                nanos = 0;
                latencies.clear();
            }
            long start = System.nanoTime();
            Inference inference = network.infer(batch);
            long taken = System.nanoTime() - start;
            nanos += taken;
            scans += batch.size();
            latencies.add(taken / NANOS_PER_MILLI / batch.size());
            return inference;
        }

        double scansPerSecond() {
            return scans * NANOS / Math.max(1, nanos);
        }

        /** The upper median: one batch that was held up does not count. */
        double latency() {
            double[] sorted =
                    latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        }
    }
}
