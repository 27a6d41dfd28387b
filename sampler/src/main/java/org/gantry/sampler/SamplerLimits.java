package org.gantry.sampler;

import java.time.Duration;

/**
 * How much a sampler may take.
 *
 * @param cacheBytes memory of prepared scans, bytes
 * @param storeBytes disk of slices, bytes; what is forgotten is read from the log again
 * @param patience how long after its last slice a scan that lacks some is said to be incomplete
 */
public record SamplerLimits(long cacheBytes, long storeBytes, Duration patience) {
    /** 256 MiB of memory, 32 GiB of disk (some 500 scans of 128 slices), ten minutes. */
    public static final SamplerLimits DEFAULT = new SamplerLimits(256L << 20, 32L << 30, Duration.ofMinutes(10));

    public SamplerLimits {
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("a cache has no negative size: " + cacheBytes);
        }
        if (storeBytes < 1 << 20) {
            throw new IllegalArgumentException("slices need 1 MiB of disk at least, not " + storeBytes + " bytes");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a scan needs time to become complete, not " + patience);
        }
    }
}
