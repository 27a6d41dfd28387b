package org.gantry.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.gantry.domain.answer.CrossEntropy;
import org.gantry.domain.answer.Disagreement;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.Batch;
import org.gantry.network.Classifier;
import org.gantry.network.Inference;

/**
 * How a network does on the rest of an epoch's batches, in inference mode.
 *
 * @param labels true class of each scan, in the order of the epoch
 * @param logits of each scan, (scan, class)
 * @param metrics confusion counts and what follows from them, at temperature 1
 * @param loss mean cross-entropy, at temperature 1
 * @param disagreements of the networks that answered, of each scan; 0 of one
 * @param speed how fast it was
 */
record Evaluation(int[] labels, float[][] logits, Metrics metrics, double loss, double[] disagreements, Speed speed) {
    private static final double[] THRESHOLDS = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

    /**
     * How fast a network answers.
     *
     * @param scansPerSecond scans answered a second of the network's own work, waiting for them left out; the first
     *     batch, in which the network is built, counts only where it is the only one
     * @param latency milliseconds of one scan's inference: a batch's time over its scans, the median over the batches
     */
    record Speed(double scansPerSecond, double latency) {}

    static Evaluation of(Classifier network, EpochBatches batches, DatasetManifest manifest)
            throws InterruptedException {
        return of(network, batches, manifest, batch -> {});
    }

    /** @param seen is given each batch that is answered */
    static Evaluation of(Classifier network, EpochBatches batches, DatasetManifest manifest, Consumer<Batch> seen)
            throws InterruptedException {
        List<float[]> logits = new ArrayList<>();
        List<float[]> probabilities = new ArrayList<>();
        List<Double> disagreements = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        Stopwatch stopwatch = new Stopwatch();
        while (batches.hasNext()) {
            Batch batch = batches.next();
            Inference answers = stopwatch.time(network, batch);
            seen.accept(batch);
            for (int i = 0; i < batch.size(); i++) {
                logits.add(answers.logits()[i]);
                probabilities.add(answers.probabilities()[i]);
                disagreements.add(answers.disagreements()[i]);
                labels.add(batch.labels()[i]);
            }
        }
        int[] truths = labels.stream().mapToInt(Integer::intValue).toArray();
        float[][] rows = probabilities.toArray(float[][]::new);
        return new Evaluation(
                truths,
                logits.toArray(float[][]::new),
                Metrics.of(manifest.labels().size(), truths, rows),
                CrossEntropy.of(truths, rows),
                disagreements.stream().mapToDouble(Double::doubleValue).toArray(),
                new Speed(stopwatch.scansPerSecond(), stopwatch.latency()));
    }

    /** The temperature at which these answers are as sure as they are right. */
    Temperature temperature() {
        return Temperature.fit(logits, labels);
    }

    /** Metrics of the same answers at a temperature. */
    Metrics at(Temperature temperature) {
        return Metrics.calibrated(metrics.classes(), labels, logits, temperature);
    }

    /** Of some thresholds, how many of these answers reach them, and how many of those are right, as a fact. */
    String abstaining(Temperature temperature) {
        StringJoiner text = new StringJoiner(",");
        for (double threshold : THRESHOLDS) {
            int answered = 0;
            int right = 0;
            for (int i = 0; i < labels.length; i++) {
                float[] probabilities = temperature.probabilities(logits[i]);
                int predicted = Prediction.mostProbable(probabilities);
                if (probabilities[predicted] >= threshold) {
                    answered++;
                    right += predicted == labels[i] ? 1 : 0;
                }
            }
            text.add(String.format(Locale.ROOT, "%s:%d/%d", threshold, right, answered));
        }
        return text.toString();
    }

    /** What the disagreement of the networks says of their errors. */
    Disagreement.OnErrors onErrors() {
        boolean[] wrong = new boolean[labels.length];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = Prediction.mostProbable(logits[i]) != labels[i];
        }
        return Disagreement.OnErrors.of(wrong, disagreements);
    }

    /** Times inferences. */
    private static final class Stopwatch {
        private static final double NANOS = 1e9;
        private static final double NANOS_PER_MILLI = 1e6;

        private final List<Double> latencies = new ArrayList<>();
        private int batches;
        private int scans;
        private long nanos;

        Inference time(Classifier network, Batch batch) {
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
