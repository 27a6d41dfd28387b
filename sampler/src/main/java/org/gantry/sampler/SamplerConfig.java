package org.gantry.sampler;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of a sampler.
 *
 * @param directory where its RocksDB lies; this process's own
 * @param cacheBytes how much memory prepared scans may take, bytes
 * @param storeBytes how much disk slices may take, bytes; what is forgotten is read from the log again
 * @param patience how long after its last slice a scan that lacks some is said to be incomplete
 */
public record SamplerConfig(Path directory, long cacheBytes, long storeBytes, Duration patience) {
    public SamplerConfig {
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("a cache has no negative size: " + cacheBytes);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a scan needs time to become complete, not " + patience);
        }
    }
}
