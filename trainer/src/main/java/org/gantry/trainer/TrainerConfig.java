package org.gantry.trainer;

import java.time.Duration;
import org.gantry.network.Device;

/**
 * Settings of a trainer.
 *
 * @param device where and with how many threads TensorFlow works
 * @param ahead how many batches samplers may publish ahead of the one in work
 * @param software version and commit, for provenance
 * @param checkpointEvery time between two saved states of a job; 0 saves one as soon as the one before is out
 * @param times is told how long steps take
 */
public record TrainerConfig(Device device, int ahead, String software, Duration checkpointEvery, StepTimes times) {
    /** Time between two saved states, unless it is set. */
    public static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(5);

    /** With the default time between two saved states. */
    public TrainerConfig(Device device, int ahead, String software) {
        this(device, ahead, software, CHECKPOINT_EVERY);
    }

    /** With nobody who measures. */
    public TrainerConfig(Device device, int ahead, String software, Duration checkpointEvery) {
        this(device, ahead, software, checkpointEvery, StepTimes.IGNORED);
    }

    public TrainerConfig {
        if (ahead < 1) {
            throw new IllegalArgumentException("samplers need credit for at least one batch ahead, not " + ahead);
        }
        if (checkpointEvery.isNegative()) {
            throw new IllegalArgumentException("time between two checkpoints must not be negative: " + checkpointEvery);
        }
    }
}
