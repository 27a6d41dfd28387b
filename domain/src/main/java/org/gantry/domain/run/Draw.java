package org.gantry.domain.run;

import java.util.List;
import org.gantry.domain.network.Genotype;

/**
 * An architecture was drawn.
 *
 * @param job the search
 * @param epoch 0-based epoch
 * @param step 0-based step in the epoch
 * @param phase ALPHA, WEIGHTS or MEASURE
 * @param genotype what was drawn
 * @param alpha in ALPHA, alpha as it was (block)(operation); else empty
 * @param entropy in ALPHA, mean entropy of softmax(alpha) over blocks, nats; else 0
 */
public record Draw(
        String job, int epoch, int step, Phase phase, Genotype genotype, List<double[]> alpha, double entropy) {
    public Draw {
        alpha = List.copyOf(alpha);
    }
}
