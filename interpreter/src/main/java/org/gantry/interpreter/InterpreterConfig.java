package org.gantry.interpreter;

import java.nio.file.Path;
import org.gantry.network.Device;
import org.gantry.network.Processor;

/**
 * Settings of an interpreter.
 *
 * @param directory where its RocksDB lies; this process's own
 * @param device where and with how many threads TensorFlow works
 * @param batch volumes in one forward pass
 * @param answers how scans are answered
 */
public record InterpreterConfig(Path directory, Device device, int batch, AnswerSettings answers) {
    private static final int ON_A_GPU = 4;

    /**
     * With batches that suit the device: a graph takes whole batches, so a volume that comes alone costs as much as a
     * full one, which a GPU has to spare and cores have not.
     */
    public InterpreterConfig(Path directory, Device device, AnswerSettings answers) {
        this(directory, device, device.processor().kind() == Processor.Kind.GPU ? ON_A_GPU : 1, answers);
    }

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
