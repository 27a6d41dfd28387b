package org.gantry.domain.answer;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What predictions are judged by (paper, "Evaluation Metrics", and the figures that imbalanced data need besides them):
 * the confusion counts, all that follows from them, and the area under the ROC curve.
 *
 * <p>With two classes, class 1 is the positive one. With more, precision, sensitivity, specificity and F1 are the mean
 * over the classes that occur of each such class against the rest. A ratio of nothing (precision where nothing was
 * predicted positive) is 0.
 *
 * @param confusion (truth)(predicted), counts
 * @param auroc area under the ROC curve of the positive class' probability, or the mean of each class against the rest;
 *     empty where the truth holds one class only
 * @param calibrationError expected calibration error, in [0, 1]; empty where the probabilities are not known
 * @param calibration what calibration did to the probabilities; empty where they are a network's own
 */
public record Metrics(
        int[][] confusion, OptionalDouble auroc, OptionalDouble calibrationError, Optional<Calibration> calibration) {
    public Metrics {
        if (confusion.length < 2) {
            throw new IllegalArgumentException("metrics need at least two classes, not " + confusion.length);
        }
        for (int[] row : confusion) {
            if (row.length != confusion.length || IntStream.of(row).anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException("confusion counts are a square of numbers from 0");
            }
        }
        if (total(confusion) == 0) {
            throw new IllegalArgumentException("metrics need at least one prediction");
        }
    }

    /** Of probabilities that nobody calibrated. */
    public Metrics(int[][] confusion, OptionalDouble auroc, OptionalDouble calibrationError) {
        this(confusion, auroc, calibrationError, Optional.empty());
    }

    /**
     * Metrics of the predictions that logits give at a temperature.
     *
     * @param classes how many classes there are
     * @param labels (prediction), the true class indices
     * @param logits (prediction)(class)
     */
    public static Metrics calibrated(int classes, int[] labels, float[][] logits, Temperature temperature) {
        float[][] before = probabilities(logits, Temperature.ONE);
        float[][] after = probabilities(logits, temperature);
        Metrics metrics = of(classes, labels, after);
        Calibration calibration = new Calibration(
                temperature,
                CrossEntropy.of(labels, after),
                CrossEntropy.of(labels, before),
                Reliability.of(labels, before).error());
        return new Metrics(metrics.confusion, metrics.auroc, metrics.calibrationError, Optional.of(calibration));
    }

    private static float[][] probabilities(float[][] logits, Temperature temperature) {
        return Arrays.stream(logits).map(temperature::probabilities).toArray(float[][]::new);
    }

    /**
     * Metrics of predictions; the predicted class is the most probable one, the first of equals.
     *
     * @param classes how many classes there are
     * @param labels (prediction), the true class indices
     * @param probabilities (prediction)(class)
     */
    public static Metrics of(int classes, int[] labels, float[][] probabilities) {
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException(labels.length + " labels for " + probabilities.length + " predictions");
        }
        int[][] confusion = new int[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            check(i, classes, labels[i], probabilities[i]);
            confusion[labels[i]][argmax(probabilities[i])]++;
        }
        return new Metrics(
                confusion,
                Auroc.of(classes, labels, probabilities),
                OptionalDouble.of(Reliability.of(labels, probabilities).error()));
    }

    private static void check(int i, int classes, int label, float[] probabilities) {
        if (label < 0 || label >= classes || probabilities.length != classes) {
            throw new IllegalArgumentException("prediction " + i + " has label " + label + " and "
                    + probabilities.length + " probabilities, but there are " + classes + " classes");
        }
        for (float p : probabilities) {
            if (Float.isNaN(p)) {
                throw new IllegalArgumentException("prediction " + i + " has a probability that is not a number");
            }
        }
    }

    static int argmax(float[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        return best;
    }

    /** How many classes there are. */
    public int classes() {
        return confusion.length;
    }

    /** How many predictions were judged. */
    public int count() {
        return total(confusion);
    }

    /** Share of right predictions. */
    public double accuracy() {
        return ratio(IntStream.range(0, classes()).map(this::hits).sum(), count());
    }

    /** Share of right ones among positive predictions. */
    public double precision() {
        return mean(this::precision);
    }

    /** Share of the positive that were found. */
    public double sensitivity() {
        return mean(this::sensitivity);
    }

    /** Share of the negative that were left alone. */
    public double specificity() {
        return mean(c -> ratio(count() - truths(c) - predicted(c) + hits(c), count() - truths(c)));
    }

    /** Harmonic mean of precision and sensitivity. */
    public double f1() {
        return mean(c -> ratio(2.0 * hits(c), truths(c) + predicted(c)));
    }

    /** Mean, over the classes that occur, of the share of each that was found: 1/classes for a guess. */
    public double balancedAccuracy() {
        return occurring(this::sensitivity);
    }

    /** Accuracy of always answering the most frequent class. */
    public double majorityAccuracy() {
        return ratio(IntStream.range(0, classes()).map(this::truths).max().orElseThrow(), count());
    }

    /** All figures by name, for reports; an empty one is null. */
    public Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("count", count());
        figures.put("accuracy", accuracy());
        figures.put("precision", precision());
        figures.put("sensitivity", sensitivity());
        figures.put("specificity", specificity());
        figures.put("f1", f1());
        figures.put("balancedAccuracy", balancedAccuracy());
        figures.put("auroc", auroc.isPresent() ? auroc.getAsDouble() : null);
        figures.put("calibrationError", calibrationError.isPresent() ? calibrationError.getAsDouble() : null);
        calibration.ifPresent(c -> {
            figures.put("calibrationErrorBefore", c.errorBefore());
            figures.put("loss", c.loss());
            figures.put("lossBefore", c.lossBefore());
            figures.put("temperature", c.temperature().value());
        });
        figures.put("majorityAccuracy", majorityAccuracy());
        figures.put("confusion", confusion);
        return Collections.unmodifiableMap(figures);
    }

    private double mean(IntToDoubleFunction figure) {
        return classes() == 2 ? figure.applyAsDouble(1) : occurring(figure);
    }

    private double occurring(IntToDoubleFunction figure) {
        return IntStream.range(0, classes())
                .filter(c -> truths(c) > 0)
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }

    private double precision(int c) {
        return ratio(hits(c), predicted(c));
    }

    private double sensitivity(int c) {
        return ratio(hits(c), truths(c));
    }

    private int hits(int c) {
        return confusion[c][c];
    }

    private int truths(int c) {
        return IntStream.of(confusion[c]).sum();
    }

    private int predicted(int c) {
        return IntStream.range(0, classes()).map(truth -> confusion[truth][c]).sum();
    }

    private static int total(int[][] confusion) {
        int total = 0;
        for (int[] row : confusion) {
            total += IntStream.of(row).sum();
        }
        return total;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
