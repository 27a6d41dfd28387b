package org.gantry.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.ScanCompleted;

/**
 * What an ingest came to.
 *
 * @param scans the scans that are complete on the bus
 * @param manifest the data set, where there is one
 * @param places scan id to its file or folder, which stays here
 * @param oddities what was odd, for people
 * @param refused files that are no scan, with the reason
 */
public record Ingested(
        List<ScanCompleted> scans,
        Optional<DatasetManifest> manifest,
        Map<String, Path> places,
        List<String> oddities,
        List<String> refused) {
    public Ingested {
        scans = List.copyOf(scans);
        places = Map.copyOf(places);
        oddities = List.copyOf(oddities);
        refused = List.copyOf(refused);
    }
}
