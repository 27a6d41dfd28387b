package org.gantry.domain.answer;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Area under the ROC curve as the Mann-Whitney statistic: how often a positive ranks above a negative, ties by
 * mid-rank.
 */
final class Auroc {
    private Auroc() {}

    /** Of class 1 with two classes; otherwise the mean over the classes that have both positives and negatives. */
    static OptionalDouble of(int classes, int[] labels, float[][] probabilities) {
        return IntStream.range(classes == 2 ? 1 : 0, classes)
                .mapToObj(c -> against(c, labels, probabilities))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private static OptionalDouble against(int positive, int[] labels, float[][] probabilities) {
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i][positive]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        long positives = 0;
        for (int start = 0, end; start < order.length; start = end) {
            int positivesOfTie = 0;
            float p = probabilities[order[start]][positive];
            for (end = start; end < order.length && probabilities[order[end]][positive] == p; end++) {
                positivesOfTie += labels[order[end]] == positive ? 1 : 0;
            }
            double midRank = (start + 1 + end) / 2.0;
            rankSum += positivesOfTie * midRank;
            positives += positivesOfTie;
        }
        long negatives = labels.length - positives;
        return positives == 0 || negatives == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((rankSum - positives * (positives + 1) / 2.0) / (positives * (double) negatives));
    }
}
