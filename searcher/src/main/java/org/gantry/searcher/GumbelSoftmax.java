package org.gantry.searcher;

import java.util.Arrays;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;

/**
 * A draw of one operation a block (paper, Eq. 3; Jang, Gu, Poole 2017): p̃ = softmax((log P + G) / tau), G Gumbel(0,
 * 1); forward the one-hot argmax, backward p̃.
 *
 * @param genotype the one-hot argmax
 * @param soft p̃, (block)(operation)
 * @param tau the temperature
 */
record GumbelSoftmax(Genotype genotype, double[][] soft, double tau) {
    /** Draws from alpha; the Gumbel numbers are a function of the draw's place. */
    static GumbelSoftmax draw(Alpha alpha, double tau, RandomFunction random) {
        int blocks = alpha.blocks();
        double[][] gumbel = new double[blocks][Operation.COUNT];
        for (int b = 0; b < blocks; b++) {
            for (int k = 0; k < Operation.COUNT; k++) {
                gumbel[b][k] = random.gumbel((long) b * Operation.COUNT + k);
            }
        }
        return draw(alpha, tau, gumbel);
    }

    static GumbelSoftmax draw(Alpha alpha, double tau, double[][] gumbel) {
        int blocks = alpha.blocks();
        int[] drawn = new int[blocks];
        double[][] soft = new double[blocks][];
        for (int b = 0; b < blocks; b++) {
            double[] z = alpha.logProbabilities(b);
            for (int k = 0; k < z.length; k++) {
                z[k] += gumbel[b][k];
            }
            drawn[b] = Alpha.argmax(z);
            double max = z[drawn[b]];
            double[] e = Arrays.stream(z).map(v -> Math.exp((v - max) / tau)).toArray();
            double sum = Arrays.stream(e).sum();
            soft[b] = Arrays.stream(e).map(v -> v / sum).toArray();
        }
        return new GumbelSoftmax(Genotype.of(drawn), soft, tau);
    }

    /**
     * The straight-through gradient of the loss, (block)(operation): dL/dalpha_bj = g_b p̃_k (δ_kj − p̃_j) / tau, k the
     * drawn operation of block b.
     *
     * @param gates g_b = ⟨dL/d out_b, op_b(x)⟩ of the drawn operations
     */
    double[][] gradient(double[] gates) {
        double[][] gradient = new double[soft.length][Operation.COUNT];
        int[] drawn = genotype.indices();
        for (int b = 0; b < soft.length; b++) {
            int k = drawn[b];
            for (int j = 0; j < Operation.COUNT; j++) {
                gradient[b][j] = gates[b] * soft[b][k] * ((j == k ? 1 : 0) - soft[b][j]) / tau;
            }
        }
        return gradient;
    }
}
