package org.gantry.network;

/** What answers volumes, and says where in each its answers come from. */
public interface Classifier extends AutoCloseable {
    /**
     * Classifies volumes.
     *
     * @throws IllegalArgumentException if it takes no batch so large
     */
    Inference infer(Batch batch);

    @Override
    void close();
}
