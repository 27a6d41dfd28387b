package org.gantry.network.graph;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** The one owner of a graph and its session: both native, both gone with {@link #close}. */
public final class NativeSession implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session;
    private final GraphOps ops;
    private boolean closed;

    /**
     * An empty graph and its session.
     *
     * @param graphOptimizer whether Grappler may rewrite the graph
     */
    public NativeSession(int intraOpThreads, int interOpThreads, boolean graphOptimizer) {
        RewriterConfig rewriting = RewriterConfig.newBuilder()
                .setDisableMetaOptimizer(!graphOptimizer)
                .build();
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(intraOpThreads)
                .setInterOpParallelismThreads(interOpThreads)
                .setAllowSoftPlacement(true)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriting))
                .build();
        this.session = new Session(graph, config);
        this.ops = new GraphOps(graph);
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
