package org.gantry.trainer;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;

/** How many scans and patients of a data set have which role, as facts of a bundle. */
final class ScanCounts {
    private ScanCounts() {}

    /** {@code data.scans.ROLE}: scans of each label, in the labels' order; {@code data.patients.ROLE}: patients. */
    static Map<String, String> facts(DatasetManifest manifest) {
        Map<String, String> facts = new TreeMap<>();
        for (Role role : Role.values()) {
            List<Entry> entries = manifest.of(EnumSet.of(role));
            int[] counts = new int[manifest.labels().size()];
            entries.forEach(entry -> counts[entry.label()]++);
            facts.put(
                    "data.scans." + role,
                    Arrays.stream(counts).mapToObj(Integer::toString).collect(Collectors.joining(",")));
            facts.put(
                    "data.patients." + role,
                    Long.toString(
                            entries.stream().map(Entry::patientId).distinct().count()));
        }
        return facts;
    }
}
