package org.gantry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gantry.ingest.dataset.Findings;
import org.gantry.ingest.dataset.NamedScan;
import org.gantry.ingest.dataset.ScanFinder;
import org.gantry.ingest.dataset.ScanFolder;
import org.gantry.ingest.read.Archive;

/**
 * Files and folders that are named without labels.
 *
 * @param paths what was named
 */
record Sources(List<Path> paths) {
    /**
     * What is there.
     *
     * @param scans by scan id
     * @param oddities what was odd in the folders
     */
    record Found(SortedMap<String, NamedScan> scans, List<String> oddities) {}

    /**
     * Lists what was named; two scans of one id are refused by name.
     *
     * @throws org.gantry.ingest.dataset.UnusableDatasetException where something is not there, is empty or double
     */
    Found find(ScanFinder finder) throws IOException {
        SortedMap<String, NamedScan> scans = new TreeMap<>();
        List<String> oddities = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (ScanFolder folder : folders(finder)) {
            ScanFolder.Called called = folder.called();
            oddities.addAll(folder.findings().oddities());
            oddities.addAll(called.doubtful());
            errors.addAll(folder.findings().errors());
            called.scans().forEach((id, scan) -> {
                NamedScan other = scans.putIfAbsent(id, scan);
                if (other != null) {
                    errors.add("scan " + id + " is in " + other.source().first() + " and in "
                            + scan.source().first() + "; name one of them");
                }
            });
        }
        new Findings(oddities, errors).requireUsable();
        return new Found(scans, oddities);
    }

    /** Folders that were named, and files that were named one by one, those of a folder together. */
    private List<ScanFolder> folders(ScanFinder finder) throws IOException {
        List<ScanFolder> folders = new ArrayList<>();
        Map<Path, List<Path>> files = new LinkedHashMap<>();
        for (Path path : paths) {
            if (Files.isRegularFile(path) && !Archive.isOne(path)) {
                files.computeIfAbsent(path.toAbsolutePath().getParent(), folder -> new ArrayList<>())
                        .add(path);
            } else {
                folders.add(finder.list(path));
            }
        }
        for (Map.Entry<Path, List<Path>> entry : files.entrySet()) {
            folders.add(finder.among(entry.getKey(), entry.getValue()));
        }
        return folders;
    }
}
