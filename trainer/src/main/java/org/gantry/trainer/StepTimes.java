package org.gantry.trainer;

import java.time.Duration;
import java.util.function.Supplier;

/** Is told how long steps took, on the threads that take them, so it must not block. */
public interface StepTimes {
    /** For whom times are of no interest. */
    StepTimes IGNORED = (kind, took) -> {};

    /** What was done. */
    enum Kind {
        /** One draw's forward pass, and backward where the estimator asks for gates, in a search. */
        ALPHA,
        /** The update of a drawn path's weights, in a search. */
        WEIGHTS,
        /** The measurement of an architecture on all of D_V, with the waiting for its volumes. */
        MEASURE,
        /** The update of a network that is trained from scratch, all its passes. */
        TRAINING
    }

    /** A step is over. */
    void taken(Kind kind, Duration took);

    /** Takes a step and tells. */
    default <T> T timed(Kind kind, Supplier<T> step) {
        long begin = System.nanoTime();
        T result = step.get();
        taken(kind, Duration.ofNanos(System.nanoTime() - begin));
        return result;
    }
}
