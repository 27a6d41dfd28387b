package org.gantry.ingest.read;

/** What the user says of a source's numbers. */
public enum IntensityChoice {
    /** Hounsfield units where the source has 16 bits or more, else grey values of its type's range. */
    AUTO,
    /** Hounsfield units, whatever the type. */
    HU,
    /** Grey values: of the type's range for 8 bits, else from the smallest to the largest that occurs. */
    RANGE
}
