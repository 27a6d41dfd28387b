package org.gantry.domain.scan;

import java.util.List;

/**
 * A scan became complete.
 *
 * @param header what is said of it
 * @param slices how many it has
 * @param contentDigest {@link Scan#contentDigest}
 * @param oddities late, repeated or contradicting slices that were dropped
 */
public record ScanCompleted(ScanHeader header, int slices, String contentDigest, List<String> oddities) {
    public ScanCompleted {
        if (slices < 1) {
            throw new IllegalArgumentException("scan " + header.scanId() + " cannot be complete without a slice");
        }
        oddities = List.copyOf(oddities);
    }
}
