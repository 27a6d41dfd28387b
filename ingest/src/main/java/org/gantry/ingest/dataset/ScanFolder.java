package org.gantry.ingest.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gantry.ingest.read.ScanSource;

/**
 * The scans of a folder.
 *
 * @param path the folder
 * @param scans all of them
 * @param findings what was odd or wrong
 */
public record ScanFolder(Path path, List<NamedScan> scans, Findings findings) {
    public ScanFolder {
        scans = List.copyOf(scans);
    }

    static ScanFolder unusable(Path folder, String error) {
        return new ScanFolder(folder, List.of(), new Findings(List.of(), List.of(error)));
    }

    /** Those that a list may mean by a name. */
    Map<String, List<NamedScan>> byName() {
        Map<String, List<NamedScan>> byName = new HashMap<>();
        scans.forEach(scan -> scan.names()
                .forEach(name ->
                        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(scan)));
        return byName;
    }

    /** The scan that a list or a plan calls so; empty where there is none, or more than one. */
    public Optional<ScanSource> find(String name) {
        List<NamedScan> those = scans.stream()
                .filter(scan -> scan.names().contains(name)
                        || scan.pseudonym().filter(name::equals).isPresent())
                .toList();
        return those.size() == 1 ? Optional.of(those.get(0).source()) : Optional.empty();
    }

    /**
     * What scans are called where no list names them: by their pseudonym, else by their own name, with as many folders
     * before it as tell them apart.
     *
     * @param scans by that name
     * @param doubtful what is left out, as several have one name and one folder
     */
    public record Called(SortedMap<String, NamedScan> scans, List<String> doubtful) {}

    /** All of them by what they are called. */
    public Called called() {
        Map<String, List<NamedScan>> byName = byName();
        SortedMap<String, List<NamedScan>> byCalled = new TreeMap<>();
        scans.forEach(scan -> byCalled.computeIfAbsent(
                        scan.pseudonym().orElseGet(() -> shortest(scan, byName)), name -> new ArrayList<>())
                .add(scan));
        SortedMap<String, NamedScan> called = new TreeMap<>();
        List<String> doubtful = new ArrayList<>();
        byCalled.forEach((name, those) -> {
            if (those.size() == 1) {
                called.put(name, those.get(0));
            } else {
                doubtful.add(doubt(name, those));
            }
        });
        return new Called(called, doubtful);
    }

    private static String shortest(NamedScan scan, Map<String, List<NamedScan>> byName) {
        List<String> names = scan.names();
        return names.stream()
                .filter(name -> byName.getOrDefault(name, List.of()).size() == 1)
                .findFirst()
                .orElse(names.get(names.size() - 1));
    }

    /** What to say where a name may mean several scans. */
    static String doubt(String name, List<NamedScan> those) {
        return "scan " + name + " left out: it could be any of "
                + those.stream()
                        .map(NamedScan::source)
                        .map(ScanSource::first)
                        .map(file -> String.valueOf(file.getFileName()))
                        .collect(Collectors.joining(", "))
                + "; keep one";
    }
}
