package org.gantry.domain.run;

/** What a batch is for. */
public enum Phase {
    /** A D_V batch: the alpha step. */
    ALPHA(0),
    /** A D_T or train batch: the weight step. */
    WEIGHTS(1),
    /** A batch without flips that re-estimates BN statistics before a measurement. */
    CALIBRATE(2),
    /** A batch without flips, slices sampled symmetrically, that is only measured. */
    MEASURE(3);

    private final int order;

    Phase(int order) {
        this.order = order;
    }

    /** Its place within a step, for sorted keys. */
    public int order() {
        return order;
    }
}
