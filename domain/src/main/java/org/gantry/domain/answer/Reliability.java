package org.gantry.domain.answer;

import java.util.Arrays;
import java.util.List;

/**
 * How often answers are right, by how sure they are (reliability diagram): 15 equal bins of the predicted class's
 * probability.
 *
 * @param bins from the least sure to the surest
 */
public record Reliability(List<Bin> bins) {
    private static final int BINS = 15;

    /**
     * Answers that are about as sure.
     *
     * @param count how many
     * @param right how many of them are right
     * @param sum of their probabilities
     */
    public record Bin(int count, int right, double sum) {
        /** Mean probability of the predicted class; of at least one answer. */
        public double confidence() {
            return sum / count;
        }

        /** Share of right ones; of at least one answer. */
        public double accuracy() {
            return (double) right / count;
        }
    }

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Of some answers.
     *
     * @param labels (prediction), the true class indices; at least one
     * @param probabilities (prediction)(class)
     */
    public static Reliability of(int[] labels, float[][] probabilities) {
        Bin[] bins = new Bin[BINS];
        Arrays.fill(bins, new Bin(0, 0, 0));
        for (int i = 0; i < labels.length; i++) {
            int predicted = Metrics.argmax(probabilities[i]);
            double confidence = probabilities[i][predicted];
            int at = Math.min(BINS - 1, Math.max(0, (int) Math.ceil(confidence * BINS) - 1));
            Bin bin = bins[at];
            int right = predicted == labels[i] ? 1 : 0;
            bins[at] = new Bin(bin.count() + 1, bin.right() + right, bin.sum() + confidence);
        }
        return new Reliability(List.of(bins));
    }

    /**
     * Expected calibration error (Naeini et al. 2015; Guo et al. 2017), in [0, 1]: how far, on average, the probability
     * of the predicted class is from the share of right predictions among those as sure.
     */
    public double error() {
        int all = bins.stream().mapToInt(Bin::count).sum();
        return bins.stream()
                        .mapToDouble(bin -> Math.abs(bin.sum() - bin.right()))
                        .sum()
                / all;
    }
}
