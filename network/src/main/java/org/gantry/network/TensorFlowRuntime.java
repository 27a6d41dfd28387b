package org.gantry.network;

import org.tensorflow.TensorFlow;

/**
 * The TensorFlow that this process computes with.
 *
 * @param version of the native library, as {@code 2.18.0}
 * @param forGpus whether it was built for NVIDIA GPUs; without one it computes on the CPU all the same
 */
public record TensorFlowRuntime(String version, boolean forGpus) {
    /**
     * Loads the native library, which unpacks it on the first use on a machine.
     *
     * @throws IllegalStateException if it cannot be loaded here; the message says why
     */
    public static TensorFlowRuntime load() {
        try {
            return new TensorFlowRuntime(TensorFlow.version(), isForGpus());
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "its native library does not load on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + cause.getMessage(),
                    e);
        }
    }

    /** Whether the library on the class path was built for NVIDIA GPUs; does not load it. */
    public static boolean isForGpus() {
        return TensorFlow.class.getResource("/org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2")
                != null;
    }

    @Override
    public String toString() {
        return version + (forGpus ? " for GPUs" : " for CPUs");
    }
}
