package org.gantry.ingest.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gantry.ingest.read.ScanSource;

/**
 * A scan of a folder and the names that it goes by there.
 *
 * @param path the folders that lead to it, and its own name last
 * @param source its files
 * @param pseudonym its name where its files say who it is
 * @param patient its patient's pseudonym, where they do
 */
public record NamedScan(List<String> path, ScanSource source, Optional<String> pseudonym, Optional<String> patient) {
    public NamedScan {
        path = List.copyOf(path);
    }

    /** What a list may call it: its own name, and that with one and more folders before it, {@code study-series}. */
    List<String> names() {
        return IntStream.rangeClosed(1, path.size())
                .mapToObj(parts -> String.join("-", path.subList(path.size() - parts, path.size())))
                .toList();
    }
}
