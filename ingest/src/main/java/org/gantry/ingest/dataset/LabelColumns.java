package org.gantry.ingest.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * Where in a list of labels what stands: the meaning of its first line.
 *
 * @param names the columns' names, lower case
 */
record LabelColumns(List<String> names) {
    private static final String SCAN = "scan";
    private static final String NAME = "name";
    private static final String LABEL = "label";
    private static final String PATIENT = "patient";
    private static final String ROLE = "role";

    /** Of a first line. */
    static LabelColumns of(CSVRecord header) {
        return new LabelColumns(
                header.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList());
    }

    /** What is missing, and what to do. */
    Optional<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!names.contains(SCAN) && !names.contains(NAME)) {
            missing.add(SCAN);
        }
        if (!names.contains(LABEL)) {
            missing.add(LABEL);
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        boolean otherSeparator = names.size() == 1 && names.get(0).matches(".*[;\t].*");
        return Optional.of("names no column " + String.join(" and no column ", missing) + " but "
                + String.join(", ", names)
                + (otherSeparator
                        ? "; separate the columns by commas"
                        : "; the first line is: scan,label,patient,role"));
    }

    /** The names of columns that mean nothing here. */
    Optional<String> ignored() {
        List<String> known = List.of(names.contains(SCAN) ? SCAN : NAME, LABEL, PATIENT, ROLE);
        List<String> others = names.stream().filter(n -> !known.contains(n)).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", others));
    }

    String scan(CSVRecord row) {
        return field(row, names.contains(SCAN) ? SCAN : NAME);
    }

    String label(CSVRecord row) {
        return field(row, LABEL);
    }

    String patient(CSVRecord row) {
        return field(row, PATIENT);
    }

    String role(CSVRecord row) {
        return field(row, ROLE);
    }

    /** A field, or nothing where the line is too short or the column not there. */
    private String field(CSVRecord row, String name) {
        int at = names.indexOf(name);
        return at >= 0 && at < row.size() ? row.get(at).strip() : "";
    }
}
