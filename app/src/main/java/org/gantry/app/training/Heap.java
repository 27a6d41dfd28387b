package org.gantry.app.training;

import java.util.Locale;
import org.gantry.domain.network.NetworkDescription;

/**
 * What a training needs of the JVM's heap, so that a large network is refused at once and not at its first checkpoint.
 */
public final class Heap {
    /** Broker, sampler and all else, MiB. */
    private static final double REST = 256;

    /**
     * A checkpoint holds weights, two slots of Adam and the best weights, each once as numbers and once as bytes.
     * Measured: ResNet3D101 (325 MiB) trains in 3 GiB and not in 2.
     */
    private static final double COPIES = 8;

    private static final double MIB = 1 << 20;

    private Heap() {}

    /**
     * Refuses a network whose states do not fit.
     *
     * @param name of the network
     * @param cost its size
     * @param bytes the heap may have
     * @throws IllegalArgumentException with the remedy
     */
    public static void require(String name, NetworkDescription cost, long bytes) {
        double needed = REST + COPIES * cost.mib();
        if (bytes / MIB < needed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s has %.0f MiB of weights, whose saved states need %.1f GiB of heap, and this process may take"
                            + " %.1f: start it with GANTRY_HEAP=%dg",
                    name,
                    cost.mib(),
                    needed / 1024,
                    bytes / MIB / 1024,
                    (int) Math.ceil(needed / 1024)));
        }
    }
}
