package org.gantry.network;

import org.tensorflow.TensorFlow;

/**
 * The TensorFlow that this process computes with.
 *
 * @param version of the native library, as {@code 2.18.0}
 */
public record TensorFlowRuntime(String version) {
    /**
     * Loads the native library, which unpacks it on the first use on a machine.
     *
     * @throws IllegalStateException if it cannot be loaded here; the message says why
     */
    public static TensorFlowRuntime load() {
        try {
            return new TensorFlowRuntime(TensorFlow.version());
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "its native library does not load on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + cause.getMessage(),
                    e);
        }
    }

    @Override
    public String toString() {
        return version;
    }
}
