package org.gantry.interpreter;

import java.nio.file.Path;
import org.gantry.network.Device;

/**
 * Settings of an interpreter.
 *
 * @param directory where its RocksDB lies; this process's own
 * @param device where and with how many threads TensorFlow works
 * @param batch volumes in one forward pass
 * @param answers how scans are answered
 */
public record InterpreterConfig(Path directory, Device device, int batch, AnswerSettings answers) {
    /** With the default answers. */
    public InterpreterConfig(Path directory, Device device, int batch) {
        this(directory, device, batch, AnswerSettings.DEFAULT);
    }

    public InterpreterConfig {
        if (batch < 1) {
            throw new IllegalArgumentException("a forward pass needs at least one volume, not " + batch);
        }
    }
}
