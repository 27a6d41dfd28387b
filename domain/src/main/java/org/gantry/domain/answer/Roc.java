package org.gantry.domain.answer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Receiver operating characteristic of one class against the others: what is found against what is taken for it, by
 * threshold, the strictest first; equal probabilities make one step.
 *
 * @param falsePositiveRate share of the others that are taken for it, from 0 to 1
 * @param truePositiveRate share of it that is found, from 0 to 1
 */
public record Roc(double[] falsePositiveRate, double[] truePositiveRate) {
    /**
     * Of some answers.
     *
     * @param positive the class
     * @param labels (prediction), the true class indices; the class and another one must be among them
     * @param probabilities (prediction)(class)
     */
    public static Roc of(int positive, int[] labels, float[][] probabilities) {
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i][positive]))
                .mapToInt(Integer::intValue)
                .toArray();
        long positives = IntStream.of(labels).filter(label -> label == positive).count();
        long negatives = labels.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("a ROC curve needs answers of class " + positive + " and of others");
        }
        double[] x = new double[labels.length + 1];
        double[] y = new double[labels.length + 1];
        int points = 1;
        int found = 0;
        for (int i = 0; i < order.length; i++) {
            found += labels[order[i]] == positive ? 1 : 0;
            boolean tied =
                    i + 1 < order.length && probabilities[order[i + 1]][positive] == probabilities[order[i]][positive];
            if (!tied) {
                x[points] = (i + 1 - found) / (double) negatives;
                y[points] = found / (double) positives;
                points++;
            }
        }
        return new Roc(Arrays.copyOf(x, points), Arrays.copyOf(y, points));
    }
}
