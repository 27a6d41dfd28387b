package org.gantry.searcher;

import java.nio.file.Path;

/**
 * Settings of a searcher.
 *
 * @param directory where its RocksDB lies; this process's own
 * @param runs how many runs it conducts at once
 */
public record SearcherConfig(Path directory, int runs) {
    public SearcherConfig {
        if (runs < 1) {
            throw new IllegalArgumentException("a searcher conducts at least one run, not " + runs);
        }
    }
}
