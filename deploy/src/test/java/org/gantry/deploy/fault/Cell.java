package org.gantry.deploy.fault;

import java.time.Duration;
import java.util.Locale;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.Cluster;
import org.gantry.bench.site.Reader;

/**
 * One trial of the matrix.
 *
 * @param fault what is done
 * @param victim to whom
 * @param seed says when
 * @param strikes how often, one after the other
 */
record Cell(Fault fault, NodeRole victim, long seed, int strikes) {
    /** Longer than the session time-out of the processes. */
    private static final Duration A_WHILE = Duration.ofSeconds(7);

    /** Whether the work that a victim is struck in is a search; else it is scans to answer. */
    static boolean searches(NodeRole victim) {
        return victim == NodeRole.SEARCHER || victim == NodeRole.TRAINER;
    }

    /** A consumer group of the victim's by its name on the brokers; empty where it has none. */
    String group() {
        return victim == NodeRole.INGEST ? "" : "gantry." + victim.name().toLowerCase(Locale.ROOT) + "s";
    }

    /** Lets time pass for as long as the fault is to last. */
    void last(Cluster cluster, Reader reader) {
        switch (fault.lasting()) {
            case NO_TIME -> {}
            case UNTIL_LEFT -> {
                if (group().isEmpty()) {
                    reader.lookFor(A_WHILE);
                } else {
                    Groups.awaitLeft(cluster, group(), reader);
                }
            }
            case A_WHILE -> reader.lookFor(A_WHILE);
        }
    }

    @Override
    public String toString() {
        return fault + " of " + victim + ", " + strikes + " in sequence, from seed " + seed;
    }
}
