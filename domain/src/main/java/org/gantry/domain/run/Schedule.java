package org.gantry.domain.run;

/**
 * The learning rate over a training: linear from 0 to the initial rate, then along a cosine to the last one.
 *
 * @param initialRate the highest
 * @param lastRate where cosine annealing ends
 * @param warmUpEpochs epochs of the linear rise; 0 starts at the initial rate
 */
public record Schedule(double initialRate, double lastRate, int warmUpEpochs) {
    /** The paper's: 1e-3 to 1e-5, no warm-up. */
    public static final Schedule PAPER = new Schedule(1e-3, 1e-5, 0);

    public Schedule {
        if (!(initialRate > 0 && lastRate >= 0) || warmUpEpochs < 0) {
            throw new IllegalArgumentException("learning rates from " + initialRate + " to " + lastRate + " after "
                    + warmUpEpochs + " epochs of warm-up make no sense");
        }
    }

    /**
     * The rate at a moment (Loshchilov and Hutter 2017 after the rise).
     *
     * @param epoch epochs completed, with the fraction of the one in work
     * @param epochs epochs of the whole training
     */
    public double rate(double epoch, int epochs) {
        if (epoch < warmUpEpochs) {
            return initialRate * epoch / warmUpEpochs;
        }
        double share = Math.min(1, (epoch - warmUpEpochs) / Math.max(1, epochs - warmUpEpochs));
        return lastRate + 0.5 * (initialRate - lastRate) * (1 + Math.cos(Math.PI * share));
    }
}
