package org.gantry.domain.scan;

import java.util.List;
import java.util.Optional;

/**
 * A scan became complete.
 *
 * @param header what is said of it
 * @param slices how many it has
 * @param contentDigest {@link Scan#contentDigest}
 * @param oddities late, repeated or contradicting slices that were dropped
 * @param stands where its slices stand on the slices topic; empty where that is not known
 */
public record ScanCompleted(
        ScanHeader header, int slices, String contentDigest, List<String> oddities, Optional<LogRange> stands) {
    /** Of slices that stand somewhere. */
    public ScanCompleted(ScanHeader header, int slices, String contentDigest, List<String> oddities) {
        this(header, slices, contentDigest, oddities, Optional.empty());
    }

    public ScanCompleted {
        if (slices < 1) {
            throw new IllegalArgumentException("scan " + header.scanId() + " cannot be complete without a slice");
        }
        oddities = List.copyOf(oddities);
    }
}
