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
 */
public record InterpreterConfig(Path directory, Device device, int batch, Optional<TrustedKey> trusted) {
    /** That uses every model that is announced. */
    public InterpreterConfig(Path directory, Device device, int batch) {
        this(directory, device, batch, Optional.empty());
    }

    public InterpreterConfig {
        if (batch < 1) {
            throw new IllegalArgumentException("a forward pass needs at least one volume, not " + batch);
        }
    }
}
