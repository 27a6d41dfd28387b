package org.gantry.ingest.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a list of labels may say that a scan is for; {@code train} is halved for the search later. */
public enum Part {
    /** The training list. */
    TRAIN,
    /** Never trained on. */
    VALIDATION,
    /** Used once. */
    TEST;

    /** The part of a name, in any case. */
    static Optional<Part> of(String name) {
        return Arrays.stream(values())
                .filter(p -> p.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
