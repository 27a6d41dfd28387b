package org.gantry.network;

import java.util.Arrays;
import java.util.List;
import org.gantry.network.TrainingSettings.Options;

/**
 * What the labels of a step ask of its logits: the loss is {@code sum_i share_i * H(truth_i, softmax(logits_i))}, which
 * with {@code t_ic = w_c ((1 - e) [c = y_i] + e / C)}, {@code truth_i = t_i / sum t_i} and {@code share_i = sum t_i /
 * sum_j w_{y_j}} is PyTorch's {@code CrossEntropyLoss(weight=w, label_smoothing=e)}, j over all volumes of the step.
 *
 * @param classes how many there are
 * @param smoothing e
 * @param weights w, one a class; empty where all count alike
 */
record LossTerms(int classes, double smoothing, List<Double> weights) {
    LossTerms {
        if (!weights.isEmpty() && weights.size() != classes) {
            throw new IllegalArgumentException(weights.size() + " class weights do not fit a network of " + classes
                    + " classes; give one a class");
        }
    }

    static LossTerms of(int classes, Options options) {
        return new LossTerms(classes, options.labelSmoothing(), options.classWeights());
    }

    private double weight(int label) {
        return weights.isEmpty() ? 1 : weights.get(label);
    }

    /** The sum of the weights of all volumes of a step: what shares are shares of. */
    double whole(List<Batch> passes) {
        return passes.stream()
                .flatMapToInt(pass -> Arrays.stream(pass.labels()))
                .mapToDouble(this::weight)
                .sum();
    }

    /** t of one volume, one number a class. */
    private double[] target(int label) {
        double[] target = new double[classes];
        for (int c = 0; c < classes; c++) {
            target[c] = weight(c) * ((c == label ? 1 - smoothing : 0) + smoothing / classes);
        }
        return target;
    }

    /** Soft labels, (volume, class). */
    float[] truth(int[] labels) {
        float[] truth = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            double[] target = target(labels[i]);
            double sum = Arrays.stream(target).sum();
            for (int c = 0; c < classes; c++) {
                truth[i * classes + c] = (float) (target[c] / sum);
            }
        }
        return truth;
    }

    /** What each volume counts of the loss. */
    float[] shares(int[] labels, double whole) {
        float[] shares = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            shares[i] = (float) (Arrays.stream(target(labels[i])).sum() / whole);
        }
        return shares;
    }
}
