package org.gantry.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.ingest.fault.Fault;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.VoxelRange;

/**
 * What an ingest would say of a scan.
 *
 * @param scanId its key
 * @param source its files
 * @param content what is in them; empty where it is refused
 * @param oddities what was odd
 * @param faults of its slices, which are among the oddities
 * @param refused why it is no scan; empty where it is one
 */
public record Inspected(
        String scanId,
        ScanSource source,
        Optional<Content> content,
        List<String> oddities,
        List<Fault> faults,
        String refused) {
    /**
     * What is in a scan.
     *
     * @param header size and place
     * @param slices how many
     * @param low its smallest number, HU or grey value
     * @param high its largest
     * @param digest content digest
     */
    public record Content(ScanHeader header, int slices, float low, float high, String digest) {
        static Content of(Scan scan) {
            ScanHeader header = scan.header();
            VoxelRange range = new VoxelRange(new int[] {header.columns(), header.rows()});
            for (int k = 0; k < scan.slices().size(); k++) {
                range.add(k, scan.slices().get(k));
            }
            return new Content(
                    header, scan.slices().size(), (float) range.low(), (float) range.high(), scan.contentDigest());
        }
    }

    public Inspected {
        oddities = List.copyOf(oddities);
        faults = List.copyOf(faults);
    }

    /** Reads a scan of a plan, looks for faults of its slices whatever its format, and publishes nothing. */
    public static Inspected of(IngestPlan.Item item) throws IOException {
        ReadScan read = ReadScan.of(item).examined();
        return new Inspected(
                read.scanId(),
                item.source(),
                read.scan().map(Content::of),
                read.oddities(),
                read.faults(),
                read.refused());
    }
}
