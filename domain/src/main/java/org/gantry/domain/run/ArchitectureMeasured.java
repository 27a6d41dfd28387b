package org.gantry.domain.run;

import org.gantry.domain.network.Genotype;

/**
 * An architecture was measured with the shared weights of that moment.
 *
 * @param job the search
 * @param epoch the epoch that it closed
 * @param genotype the architecture
 * @param performance accuracy on D_V
 * @param loss cross-entropy on D_V
 * @param parameters trainable parameters of its derived network
 * @param macs multiply-accumulates of one volume's forward pass
 * @param latency milliseconds of one volume's inference where it was measured; 0 where nobody timed it
 */
public record ArchitectureMeasured(
        String job,
        int epoch,
        Genotype genotype,
        double performance,
        double loss,
        long parameters,
        long macs,
        double latency) {
    /** One whose inference nobody timed. */
    public ArchitectureMeasured(
            String job, int epoch, Genotype genotype, double performance, double loss, long parameters, long macs) {
        this(job, epoch, genotype, performance, loss, parameters, macs, 0);
    }
}
