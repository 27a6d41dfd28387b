package org.gantry.deploy.fault;

import java.util.Locale;
import org.gantry.app.node.NodeRole;

/**
 * One trial of the matrix.
 *
 * @param fault what is done
 * @param victim to whom
 * @param seed says when
 */
record Cell(Fault fault, NodeRole victim, long seed) {
    /** Whether the work that a victim is struck in is a search; else it is scans to answer. */
    static boolean searches(NodeRole victim) {
        return victim == NodeRole.SEARCHER || victim == NodeRole.TRAINER;
    }

    /** A consumer group of the victim's by its name on the brokers; empty where it has none. */
    String group() {
        return victim == NodeRole.INGEST ? "" : "gantry." + victim.name().toLowerCase(Locale.ROOT) + "s";
    }

    /** How many processes it ends itself. */
    int killed() {
        return fault == Fault.KILL || fault == Fault.TERM || fault == Fault.CORRUPT_STORE ? 1 : 0;
    }

    /** Whether it lasts until the victim's group has given the victim up. */
    boolean untilLeft() {
        return (fault == Fault.STOP || fault == Fault.NETWORK_CUT) && !group().isEmpty();
    }

    @Override
    public String toString() {
        return fault + " of " + victim + " from seed " + seed;
    }
}
