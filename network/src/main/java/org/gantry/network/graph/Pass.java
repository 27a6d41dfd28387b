package org.gantry.network.graph;

/** What a pass is for, and so by which statistics it normalises and whether its layers have a way back. */
enum Pass {
    /** By the batch's statistics, and back to inputs and parameters. */
    LEARNING,
    /** By running statistics, the layers folded into one another; there is no way back. */
    ANSWERING,
    /** By running statistics, layer by layer, and back to inputs. */
    EXPLAINING
}
