package org.gantry.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.fault.Fault;
import org.gantry.ingest.read.Examined;
import org.gantry.ingest.read.UnreadableScanException;

/**
 * A scan of a plan whose files were read.
 *
 * @param item what was to be read
 * @param scan what was there; empty where it is refused
 * @param oddities what was odd about it
 * @param faults of its slices
 * @param refused why it is no scan; empty where it is one
 */
record ReadScan(IngestPlan.Item item, Optional<Scan> scan, List<String> oddities, List<Fault> faults, String refused) {
    ReadScan {
        oddities = List.copyOf(oddities);
        faults = List.copyOf(faults);
    }

    /**
     * Reads.
     *
     * @throws IOException where the disk is at fault
     */
    static ReadScan of(IngestPlan.Item item) throws IOException {
        try {
            return of(item, item.source().examine(item.origin()));
        } catch (UnreadableScanException e) {
            return new ReadScan(item, Optional.empty(), List.of(), List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static ReadScan of(IngestPlan.Item item, Examined examined) {
        List<String> oddities = new ArrayList<>(item.source().oddities());
        oddities.addAll(examined.scan().oddities());
        return new ReadScan(item, Optional.of(examined.scan()), oddities, examined.faults(), "");
    }

    /** This with the faults of its slices, where its reader did not look for them. */
    ReadScan examined() {
        return scan.filter(there -> !item.source().reader().examines())
                .map(there -> of(item, Examined.of(there)))
                .orElse(this);
    }

    /** Its key. */
    String scanId() {
        return item.origin().scanId();
    }

    /** Memory that its voxels take. */
    long bytes() {
        return scan.map(Scan::bytes).orElse(0L);
    }
}
