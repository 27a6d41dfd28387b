package org.gantry.trainer;

import org.gantry.network.Device;

/**
 * Settings of a trainer.
 *
 * @param device where and with how many threads TensorFlow works
 * @param ahead how many batches samplers may publish ahead of the one in work
 * @param software version and commit, for provenance
 */
public record TrainerConfig(Device device, int ahead, String software) {
    public TrainerConfig {
        if (ahead < 1) {
            throw new IllegalArgumentException("samplers need credit for at least one batch ahead, not " + ahead);
        }
    }
}
