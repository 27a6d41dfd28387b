package org.gantry.domain.run;

import java.util.Arrays;
import org.gantry.domain.network.Genotype;

/**
 * A step was taken.
 *
 * @param job the search
 * @param epoch 0-based epoch
 * @param step 0-based step in the epoch
 * @param phase ALPHA, WEIGHTS or MEASURE
 * @param index 0-based place among the draws of an alpha step; else 0
 * @param genotype the sub-network that took it
 * @param loss mean cross-entropy
 * @param accuracy share of right answers; in MEASURE over the whole of D_V
 * @param gradientNorm in WEIGHTS, global norm of the weights' gradient before the clip; else 0
 * @param gates in ALPHA, dL/d gate of each block's drawn operation where the estimator asks for it; else empty
 * @param latency in MEASURE, milliseconds of one volume's inference; else 0. The one figure that a step which is taken
 *     again need not repeat
 */
public record StepTaken(
        String job,
        int epoch,
        int step,
        Phase phase,
        int index,
        Genotype genotype,
        double loss,
        double accuracy,
        double gradientNorm,
        double[] gates,
        double latency) {
    /** The only draw's step, in which no inference was timed. */
    public StepTaken(
            String job,
            int epoch,
            int step,
            Phase phase,
            Genotype genotype,
            double loss,
            double accuracy,
            double gradientNorm,
            double[] gates) {
        this(job, epoch, step, phase, 0, genotype, loss, accuracy, gradientNorm, gates, 0);
    }

    /**
     * How strongly the loss pulls at what its phase moves: at alpha through the gates, at the weights, or at nothing.
     */
    public double pull() {
        return phase == Phase.ALPHA
                ? Math.sqrt(Arrays.stream(gates).map(g -> g * g).sum())
                : gradientNorm;
    }
}
