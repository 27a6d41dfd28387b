package org.gantry.ingest.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;

/**
 * What a split came to.
 *
 * @param labels the classes by index; index 1 is the positive one
 * @param entries every scan with its role, by id
 * @param findings what was odd or wrong
 */
public record Assignment(List<String> labels, List<Entry> entries, Findings findings) {
    /**
     * A scan with its role.
     *
     * @param scanId its scan
     * @param patientId its patient
     * @param label index into the labels
     * @param role what it is for
     */
    public record Entry(String scanId, String patientId, int label, Role role) {}

    public Assignment {
        labels = List.copyOf(labels);
        entries = entries.stream().sorted(Comparator.comparing(Entry::scanId)).toList();
    }

    /** The classes in words: which is the positive one matters to every metric. */
    public String classes() {
        return "classes by index: " + String.join(", ", labels)
                + (labels.size() > 1 ? "; positive: " + labels.get(1) : "");
    }

    /**
     * The data set that it makes.
     *
     * @param digests scan id to content digest
     */
    public DatasetManifest manifest(String dataset, Map<String, String> digests) {
        List<DatasetManifest.Entry> scans = entries.stream()
                .map(e -> new DatasetManifest.Entry(
                        e.scanId(), e.patientId(), e.label(), e.role(), digests.getOrDefault(e.scanId(), "")))
                .toList();
        return new DatasetManifest(dataset, labels, scans);
    }

    /** How many scans of a label have a role. */
    public long count(Role role, int label) {
        return entries.stream()
                .filter(e -> e.role() == role && e.label() == label)
                .count();
    }

    /** This, and what is missing in its roles; a role that the list filled may lack a class, one that was drawn not. */
    Assignment checked(boolean drewTest, boolean drewValidation) {
        List<String> oddities = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Role role : Role.values()) {
            boolean drawn = switch (role) {
                case TEST -> drewTest;
                case VALIDATION -> drewValidation;
                default -> true;
            };
            List<String> missing = new ArrayList<>();
            for (int label = 0; label < labels.size(); label++) {
                if (count(role, label) == 0) {
                    missing.add(labels.get(label));
                }
            }
            if (!missing.isEmpty() && drawn) {
                errors.add(role.title() + " gets no scan of " + Sentences.list(missing)
                        + ": too few patients; add some, or drop the label");
            } else if (!missing.isEmpty()) {
                oddities.add(role.title() + " has no scan of " + Sentences.list(missing));
            }
        }
        return new Assignment(labels, entries, findings.plus(new Findings(oddities, errors)));
    }
}
