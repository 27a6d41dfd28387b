package org.gantry.domain.run;

import java.util.Arrays;
import java.util.List;
import org.gantry.domain.network.Genotype;

/**
 * An architecture was drawn.
 *
 * @param job the search
 * @param epoch 0-based epoch
 * @param step 0-based step in the epoch
 * @param phase ALPHA, WEIGHTS or MEASURE
 * @param index 0-based place among the draws of an alpha step; else 0
 * @param genotype what was drawn
 * @param alpha alpha as it was (block)(operation) in ALPHA, and in a mixture's WEIGHTS; else empty
 * @param entropy in ALPHA, mean entropy of softmax(alpha) over blocks, nats; else 0
 */
public record Draw(
        String job,
        int epoch,
        int step,
        Phase phase,
        int index,
        Genotype genotype,
        List<double[]> alpha,
        double entropy) {
    /** The only draw of its step. */
    public Draw(String job, int epoch, int step, Phase phase, Genotype genotype, List<double[]> alpha, double entropy) {
        this(job, epoch, step, phase, 0, genotype, alpha, entropy);
    }

    public Draw {
        alpha = List.copyOf(alpha);
    }

    /** softmax(alpha), a row a block. */
    public List<double[]> probabilities() {
        return alpha.stream().map(Draw::softmax).toList();
    }

    private static double[] softmax(double[] row) {
        double max = Arrays.stream(row).max().orElseThrow();
        double[] powers = Arrays.stream(row).map(a -> Math.exp(a - max)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(p -> p / sum).toArray();
    }
}
