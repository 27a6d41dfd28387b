package org.gantry.sampler;

import java.nio.file.Path;

/**
 * Settings of a sampler.
 *
 * @param directory where its RocksDB lies; this process's own
 * @param cacheBytes how much memory prepared scans may take, bytes
 */
public record SamplerConfig(Path directory, long cacheBytes) {
    public SamplerConfig {
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("a cache has no negative size: " + cacheBytes);
        }
    }
}
