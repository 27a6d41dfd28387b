package org.gantry.network;

import org.gantry.network.graph.NativeSession;

/**
 * How TensorFlow runs a graph. The first session of a process fixes its intra-op threads for all.
 *
 * @param intraOpThreads threads inside one operation; 0 takes one a core
 * @param interOpThreads operations at a time; 1 keeps the order of additions, and so the numbers, fixed
 * @param graphOptimizer whether Grappler rewrites the graph first: seconds before the first step, and no faster steps
 *     on a CPU (RATIONALE.md, "Start")
 */
public record Device(int intraOpThreads, int interOpThreads, boolean graphOptimizer) {
    /** All cores, one operation at a time, no graph optimiser: starts fast and repeats bit by bit. */
    public static final Device DEFAULT = new Device(0, 1, false);

    public Device {
        if (intraOpThreads < 0 || interOpThreads < 0) {
            throw new IllegalArgumentException(
                    "threads must not be negative: " + intraOpThreads + " and " + interOpThreads);
        }
    }

    /** The same, with Grappler. */
    public Device optimized() {
        return new Device(intraOpThreads, interOpThreads, true);
    }

    /** An empty graph with its session, which the caller owns. */
    NativeSession open() {
        return new NativeSession(intraOpThreads, interOpThreads, graphOptimizer);
    }
}
