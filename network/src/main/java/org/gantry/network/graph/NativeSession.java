package org.gantry.network.graph;

import java.util.Optional;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** The one owner of a graph and its session: both native, both gone with {@link #close}. */
public final class NativeSession implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session;
    private final GraphOps ops;
    private boolean closed;

    /**
     * An empty graph and its session.
     *
     * @param device that all its operations are placed on; without one TensorFlow places them
     */
    public NativeSession(ConfigProto config, Optional<DeviceSpec> device) {
        this.session = new Session(graph, config);
        this.ops = new GraphOps(graph, device);
    }

    /** Operations on the graph; more may be added between runs. */
    public GraphOps ops() {
        return ops;
    }

    /** Refuses any use after {@link #close}. */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this network was closed");
        }
    }

    /** Begins a run; the caller closes it. */
    public Run begin() {
        requireOpen();
        return new Run(session.runner());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            session.close();
            graph.close();
        }
    }
}
