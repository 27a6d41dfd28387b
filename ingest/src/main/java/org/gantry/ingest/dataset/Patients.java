package org.gantry.ingest.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Scans put together by patient.
 *
 * @param all by id
 * @param findings patients that are missing, that have several labels, or that stand in two roles
 */
record Patients(List<Patient> all, Findings findings) {
    /** The patients of scans whose labels are among these. */
    static Patients of(List<LabelledScan> scans, List<String> labels) {
        List<String> oddities = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        List<Patient> all = new ArrayList<>();
        SortedMap<String, List<LabelledScan>> byPatient = scans.stream()
                .collect(Collectors.groupingBy(LabelledScan::patientId, TreeMap::new, Collectors.toList()));
        byPatient.forEach((id, own) -> {
            SortedMap<String, Integer> indices = new TreeMap<>();
            own.forEach(s -> indices.put(s.scanId(), labels.indexOf(s.label())));
            List<Part> parts =
                    own.stream().flatMap(s -> s.part().stream()).distinct().toList();
            if (parts.size() > 1) {
                errors.add("patient " + id + " has scans in "
                        + Sentences.list(parts.stream().map(Part::name).toList()) + "; give all of them one role");
            }
            int[] counts = new int[labels.size()];
            indices.values().forEach(i -> counts[i]++);
            int most = 0;
            for (int i = 1; i < counts.length; i++) {
                most = counts[i] > counts[most] ? i : most;
            }
            if (counts[most] < own.size()) {
                oddities.add("patient " + id + " has scans of several labels; counted as " + labels.get(most)
                        + " in the split");
            }
            all.add(new Patient(id, most, parts.stream().findFirst(), indices));
        });
        long unknown = scans.stream().filter(s -> s.patient().isEmpty()).count();
        if (unknown > 0) {
            oddities.add((unknown == scans.size() ? "no scan" : "not every scan")
                    + " has a patient; each without counts as a patient of its own, so if two are of one person,"
                    + " test results look better than they are");
        }
        return new Patients(List.copyOf(all), new Findings(oddities, errors));
    }
}
