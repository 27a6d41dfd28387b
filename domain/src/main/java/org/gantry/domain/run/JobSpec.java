package org.gantry.domain.run;

/** What is asked of a trainer. */
public sealed interface JobSpec permits RunSpec, TrainingSpec, EnsembleSpec {
    /** The run that it belongs to. */
    String run();

    /** Name of its data set. */
    String dataset();

    /** Seed of everything random in it. */
    long seed();
}
