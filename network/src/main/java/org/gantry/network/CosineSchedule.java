package org.gantry.network;

/**
 * A learning rate that falls along half a cosine (paper, "Experiments": 0.001 to 1e-5 over all epochs).
 *
 * @param initial rate at epoch 0
 * @param last rate at the end
 * @param epochs how long it falls
 */
public record CosineSchedule(double initial, double last, double epochs) {
    public CosineSchedule {
        if (!(initial > 0) || !(last >= 0) || !(epochs > 0)) {
            throw new IllegalArgumentException(
                    "a cosine schedule needs positive rates and epochs, not " + initial + ", " + last + ", " + epochs);
        }
    }

    /** The rate at an epoch, which may have a fraction; it stays at its last value afterwards. */
    public double rate(double epoch) {
        double passed = Math.min(Math.max(epoch / epochs, 0), 1);
        return last + (initial - last) * (1 + Math.cos(Math.PI * passed)) / 2;
    }
}
