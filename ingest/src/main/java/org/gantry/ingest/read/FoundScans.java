package org.gantry.ingest.read;

import java.util.List;

/**
 * What was found in some files.
 *
 * @param sources the scans
 * @param refused files that belong to none of them, with the reason
 */
public record FoundScans(List<ScanSource> sources, List<String> refused) {
    public FoundScans {
        sources = List.copyOf(sources);
        refused = List.copyOf(refused);
    }
}
