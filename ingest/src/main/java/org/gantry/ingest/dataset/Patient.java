package org.gantry.ingest.dataset;

import java.util.Optional;
import java.util.SortedMap;

/**
 * A patient: never in two roles.
 *
 * @param id pseudonym
 * @param label the class that the patient counts as in the split: that of most scans
 * @param part what the list says of any of the scans
 * @param scans scan -> index of its label
 */
record Patient(String id, int label, Optional<Part> part, SortedMap<String, Integer> scans) {
    boolean in(Part other) {
        return part.equals(Optional.of(other));
    }
}
