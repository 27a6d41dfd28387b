package org.gantry.dashboard;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;

/**
 * What is kept of a data set's manifest, however many scans it holds.
 *
 * @param name its name
 * @param labels the classes in the order of their indices
 * @param patients how many patients it has
 * @param scans how many scans each role has of each label, by role, in the order of the labels
 * @param digest digest of the manifest
 */
record DatasetSummary(String name, List<String> labels, long patients, Map<Role, List<Integer>> scans, String digest) {
    DatasetSummary {
        labels = List.copyOf(labels);
        scans = Map.copyOf(scans);
    }

    static DatasetSummary of(DatasetManifest manifest) {
        Map<Role, List<Integer>> scans = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            int[] counts = new int[manifest.labels().size()];
            manifest.entries().stream().filter(e -> e.role() == role).forEach(e -> counts[e.label()]++);
            scans.put(role, Arrays.stream(counts).boxed().toList());
        }
        long patients =
                manifest.entries().stream().map(Entry::patientId).distinct().count();
        return new DatasetSummary(manifest.name(), manifest.labels(), patients, scans, manifest.digest());
    }
}
