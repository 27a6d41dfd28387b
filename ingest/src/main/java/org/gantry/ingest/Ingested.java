package org.gantry.ingest;

import java.util.List;
import java.util.Optional;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.ScanCompleted;

/**
 * What an ingest came to.
 *
 * @param scans the scans that are complete on the bus
 * @param manifest the data set, where there is one
 * @param oddities what was odd, for people
 * @param refused files that are no scan, with the reason
 */
public record Ingested(
        List<ScanCompleted> scans, Optional<DatasetManifest> manifest, List<String> oddities, List<String> refused) {
    public Ingested {
        scans = List.copyOf(scans);
        oddities = List.copyOf(oddities);
        refused = List.copyOf(refused);
    }
}
