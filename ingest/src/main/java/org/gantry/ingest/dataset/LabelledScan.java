package org.gantry.ingest.dataset;

import java.util.Optional;

/**
 * One line of a list of labels.
 *
 * @param scanId its scan
 * @param label name of its class
 * @param patient its patient, where the list says so
 * @param part what it is for, where the list says so
 */
public record LabelledScan(String scanId, String label, Optional<String> patient, Optional<Part> part) {
    /** Its patient; a scan without one is its own. */
    public String patientId() {
        return patient.orElse(scanId);
    }

    /** The same of a patient whom its files name, where the list names none. */
    LabelledScan orOf(Optional<String> named) {
        return patient.isPresent() ? this : new LabelledScan(scanId, label, named, part);
    }
}
