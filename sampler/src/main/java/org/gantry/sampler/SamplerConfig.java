package org.gantry.sampler;

import java.nio.file.Path;

/**
 * Settings of a sampler.
 *
 * @param directory where its RocksDB lies; this process's own
 * @param limits how much it may take
 */
public record SamplerConfig(Path directory, SamplerLimits limits) {}
