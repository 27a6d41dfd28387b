package org.gantry.bench;

import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.NetworkDescription;

/** How many floating-point operations a network's work is, by the multiplications of its convolutions. */
final class Work {
    /** Forward, and back to inputs and to weights. */
    static final double OF_A_STEP = 3;

    private static final double FLOP_A_MAC = 2;

    private Work() {}

    /** Of one volume's way forward. */
    static double forward(Architecture architecture, Grid grid) {
        return FLOP_A_MAC * NetworkDescription.of(architecture, grid).macs();
    }
}
