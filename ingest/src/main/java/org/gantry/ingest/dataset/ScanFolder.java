package org.gantry.ingest.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scans of a folder, by id: the file's name without its ending.
 *
 * @param path the folder
 * @param files id -> file
 * @param ambiguous ids of several files, left out
 * @param findings what was odd or wrong
 */
public record ScanFolder(Path path, SortedMap<String, Path> files, SortedSet<String> ambiguous, Findings findings) {
    /** Lists a folder, not the folders in it; what is wrong with it is among its findings. */
    public static ScanFolder list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            String problem = Files.exists(folder) ? "is no folder" : "does not exist";
            return empty(folder, folder + ": " + problem + "; check the path");
        }
        SortedMap<String, SortedSet<Path>> byId = new TreeMap<>();
        List<String> others = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.sorted().filter(p -> !name(p).startsWith(".")).forEach(p -> {
                if (Files.isRegularFile(p) && ScanName.isScan(name(p))) {
                    byId.computeIfAbsent(ScanName.id(name(p)), id -> new TreeSet<>())
                            .add(p);
                } else {
                    others.add(name(p));
                }
            });
        }
        if (byId.isEmpty()) {
            return empty(folder, folder + ": holds no .nii or .nii.gz file; check the path");
        }
        return unique(folder, byId, others);
    }

    private static ScanFolder empty(Path folder, String error) {
        return new ScanFolder(folder, new TreeMap<>(), new TreeSet<>(), new Findings(List.of(), List.of(error)));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static ScanFolder unique(Path folder, SortedMap<String, SortedSet<Path>> byId, List<String> others) {
        SortedMap<String, Path> files = new TreeMap<>();
        SortedSet<String> ambiguous = new TreeSet<>();
        List<String> oddities = new ArrayList<>();
        byId.forEach((id, found) -> {
            if (found.size() == 1) {
                files.put(id, found.first());
            } else {
                ambiguous.add(id);
                oddities.add("scan " + id + " left out: it could be any of "
                        + found.stream().map(ScanFolder::name).collect(Collectors.joining(", ")) + "; keep one");
            }
        });
        if (!others.isEmpty()) {
            oddities.add(Sentences.some(
                            others.size(), "entry of the folder is no scan", "entries of the folder are no scans")
                    + ": " + Sentences.list(others));
        }
        return new ScanFolder(folder, files, ambiguous, new Findings(oddities, List.of()));
    }
}
