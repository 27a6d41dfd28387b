package org.gantry.domain.answer;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How far the members of an ensemble disagree on an answer: the mutual information of answer and member, that is the
 * entropy of the members' mean less the mean of their entropies, in nats (Houlsby et al. 2011, "Bayesian Active
 * Learning for Classification and Preference Learning", eq. 2: BALD). It is the mean divergence of a member from the
 * ensemble, by which Lakshminarayanan et al. 2017 ("Simple and Scalable Predictive Uncertainty Estimation using Deep
 * Ensembles", section 3.5) judge an ensemble's disagreement: 0 where all say the same, though all be unsure.
 */
public final class Disagreement {
    private Disagreement() {}

    /**
     * The ensemble's answer: the mean of its members' probabilities, a class each.
     *
     * @param members (member)(class), at least one member
     */
    public static float[] mean(float[][] members) {
        float[] mean = new float[members[0].length];
        for (int c = 0; c < mean.length; c++) {
            double sum = 0;
            for (float[] member : members) {
                sum += member[c];
            }
            mean[c] = (float) (sum / members.length);
        }
        return mean;
    }

    /**
     * The mutual information, from 0 to log of the fewer of members and classes.
     *
     * @param members (member)(class), at least one member
     */
    public static double of(float[][] members) {
        double ofMembers = 0;
        for (float[] member : members) {
            ofMembers += entropy(member) / members.length;
        }
        return Math.max(0, entropy(mean(members)) - ofMembers);
    }

    private static double entropy(float[] probabilities) {
        double entropy = 0;
        for (float p : probabilities) {
            entropy -= p > 0 ? p * Math.log(p) : 0;
        }
        return entropy;
    }

    /**
     * What disagreement says of errors, on answers whose truth is known.
     *
     * @param whereRight mean over the right answers; empty where there are none
     * @param whereWrong mean over the wrong ones; empty where there are none
     * @param auroc how often a wrong answer has more of it than a right one; empty where one of both is missing
     */
    public record OnErrors(OptionalDouble whereRight, OptionalDouble whereWrong, OptionalDouble auroc) {
        /**
         * Of some answers.
         *
         * @param wrong whether each is wrong
         * @param disagreements of each
         */
        public static OnErrors of(boolean[] wrong, double[] disagreements) {
            int[] labels =
                    IntStream.range(0, wrong.length).map(i -> wrong[i] ? 1 : 0).toArray();
            float[][] rows = IntStream.range(0, wrong.length)
                    .mapToObj(i -> new float[] {0, (float) disagreements[i]})
                    .toArray(float[][]::new);
            return new OnErrors(
                    mean(0, labels, disagreements), mean(1, labels, disagreements), Auroc.of(2, labels, rows));
        }

        private static OptionalDouble mean(int label, int[] labels, double[] disagreements) {
            return IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .mapToDouble(i -> disagreements[i])
                    .average();
        }
    }
}
