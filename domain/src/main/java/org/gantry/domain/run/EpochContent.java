package org.gantry.domain.run;

/** Which volumes an epoch holds, in which order. */
public enum EpochContent {
    /** Per step a D_V batch for alpha, then a D_T batch for weights; at the end the measurement's. */
    SEARCH,
    /** The same without alpha's batches: alpha stays, and only the weights are trained. */
    WARM_UP,
    /** D_T in a seeded order, augmented; the last partial batch dropped. */
    TRAIN_ON_SEARCH_TRAIN,
    /** D_T and D_V in a seeded order, augmented; the last partial batch dropped. */
    TRAIN,
    /** D_V in the manifest's order. */
    EVALUATE_SEARCH_VALIDATION,
    /** Validation in the manifest's order. */
    EVALUATE_VALIDATION,
    /** Test in the manifest's order. */
    EVALUATE_TEST
}
