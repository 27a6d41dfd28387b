package org.gantry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.ScanFolder;
import org.gantry.ingest.dataset.ScanName;

/**
 * Files and folders that are named without labels.
 *
 * @param paths what was named
 */
record Sources(List<Path> paths) {
    /**
     * What is there.
     *
     * @param files scan id to file
     * @param oddities what was odd in the folders
     */
    record Found(SortedMap<String, Path> files, List<String> oddities) {}

    /**
     * Lists what was named; two files of one id are refused by name.
     *
     * @throws org.gantry.ingest.dataset.UnusableDatasetException where something is not there, is empty or double
     */
    Found find() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        List<String> oddities = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                ScanFolder folder = ScanFolder.list(path);
                oddities.addAll(folder.findings().oddities());
                errors.addAll(folder.findings().errors());
                folder.files().forEach((id, file) -> add(files, id, file, errors));
            } else if (Files.exists(path)) {
                add(files, ScanName.id(path.getFileName().toString()), path, errors);
            } else {
                errors.add(path + ": does not exist; check the path");
            }
        }
        new Findings(oddities, errors).requireUsable();
        return new Found(files, oddities);
    }

    private static void add(SortedMap<String, Path> files, String id, Path file, List<String> errors) {
        Path other = files.putIfAbsent(id, file);
        if (other != null) {
            errors.add("scan " + id + " is in " + other + " and in " + file + "; name one of them");
        }
    }
}
