package org.gantry.domain.run;

/** What a batch is for. */
public enum Phase {
    /** A D_V batch: the alpha step. */
    ALPHA,
    /** A D_T or train batch: the weight step. */
    WEIGHTS,
    /** A batch without flips that re-estimates BN statistics before a measurement. */
    CALIBRATE,
    /** A batch without flips, slices sampled symmetrically, that is only measured. */
    MEASURE
}
