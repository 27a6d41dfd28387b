package org.gantry.interpreter;

import java.nio.file.Path;
import java.util.Optional;
import org.gantry.domain.answer.TrustedKey;
import org.gantry.network.Device;

/**
 * Settings of an interpreter.
 *
 * @param directory where its RocksDB lies; this process's own
 * @param device where and with how many threads TensorFlow works
 * @param batch volumes in one forward pass
 * @param trusted only models are used whose bundle the holder of this key signed
 * @param abstainBelow the probability of the predicted class under which an answer abstains, from 0 (none) to below 1
 */
public record InterpreterConfig(
        Path directory, Device device, int batch, Optional<TrustedKey> trusted, double abstainBelow) {
    /** That uses every model that is announced, and abstains on foreign inputs only. */
    public InterpreterConfig(Path directory, Device device, int batch) {
        this(directory, device, batch, Optional.empty(), 0);
    }

    public InterpreterConfig {
        if (batch < 1) {
            throw new IllegalArgumentException("a forward pass needs at least one volume, not " + batch);
        }
        if (!(abstainBelow >= 0 && abstainBelow < 1)) {
            throw new IllegalArgumentException("an answer abstains below a probability from 0 to less than 1, not "
                    + abstainBelow + "; see --abstain-below");
        }
    }
}
