package org.gantry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    /** Scan id to file; two files of one id are refused by name. */
    Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                ScanFolder folder = ScanFolder.list(path);
                folder.findings().requireUsable();
                for (Map.Entry<String, Path> entry : folder.files().entrySet()) {
                    add(files, entry.getKey(), entry.getValue());
                }
            } else {
                add(files, ScanName.id(path.getFileName().toString()), path);
            }
        }
        return files;
    }

    private static void add(Map<String, Path> files, String id, Path file) {
        Path other = files.putIfAbsent(id, file);
        if (other != null) {
            new Findings(
                            List.of(),
                            List.of("scan " + id + " is in " + other + " and in " + file + "; name one of them"))
                    .requireUsable();
        }
    }
}
