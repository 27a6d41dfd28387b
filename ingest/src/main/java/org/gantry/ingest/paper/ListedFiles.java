package org.gantry.ingest.paper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.ingest.dataset.ScanName;
import org.gantry.ingest.read.ScanSource;

/**
 * The files of a scan that a list names, in the order in which they lie in the patient: real lists name some twice, in
 * descending or no order, and some that are not there (PAPER.md, section 4).
 *
 * @param listed what the list says
 * @param oddities what was odd
 */
record ListedFiles(SplitList.Listed listed, Oddities oddities) {
    /** The scan of these files; empty where none of them is there. */
    Optional<ScanSource> of(ScanSource source) {
        Set<String> names = new LinkedHashSet<>(listed.files());
        if (names.size() < listed.files().size()) {
            oddities.add("scan lists a file twice", "scans list files twice", listed.toString());
        }
        Map<Path, String> called = called(source.files(), names);
        List<Path> files = source.files().stream().filter(called::containsKey).toList();
        if (called.entrySet().stream()
                .anyMatch(e -> !String.valueOf(e.getKey().getFileName()).equals(e.getValue()))) {
            oddities.add(
                    "scan is listed with another ending than its files have",
                    "scans are listed with another ending than their files have",
                    listed.toString());
        }
        if (names.isEmpty()) {
            oddities.add("scan lists no file", "scans list no file", listed.toString());
        }
        if (files.size() < names.size()) {
            oddities.add("scan lacks listed files", "scans lack listed files", listed.toString());
        }
        List<String> there = new ArrayList<>(
                files.stream().map(f -> String.valueOf(called.get(f))).toList());
        List<String> order = names.stream().filter(there::contains).toList();
        if (!order.equals(there)) {
            Collections.reverse(there);
            boolean descending = order.equals(there);
            oddities.add(
                    descending ? "scan is listed in descending order" : "scan is listed in no order",
                    descending ? "scans are listed in descending order" : "scans are listed in no order",
                    listed.toString());
        }
        if (files.size() == 1 && source.reader().ofSlices()) {
            oddities.add("scan has one slice", "scans have one slice", listed.toString());
        }
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScanSource(source.reader(), files, source.identity(), source.oddities()));
    }

    /**
     * What the list calls each of the files that it names: by their name, or with another ending, since the lists were
     * made from slices that were saved again as PNG.
     */
    private static Map<Path, String> called(List<Path> files, Set<String> names) {
        Map<String, String> byId = new HashMap<>();
        names.forEach(name -> byId.putIfAbsent(ScanName.id(name), name));
        Map<Path, String> called = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (names.contains(name) && taken.add(name)) {
                called.put(file, name);
            }
        }
        for (Path file : files) {
            String name = byId.get(ScanName.id(String.valueOf(file.getFileName())));
            if (name != null && !called.containsKey(file) && taken.add(name)) {
                called.put(file, name);
            }
        }
        return called;
    }
}
