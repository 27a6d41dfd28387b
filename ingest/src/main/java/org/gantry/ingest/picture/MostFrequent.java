package org.gantry.ingest.picture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What most of a list agree on. */
final class MostFrequent {
    private MostFrequent() {}

    /** The value that a list that is not empty holds most often; of several the one that comes first. */
    static <T> T of(List<T> values) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        values.forEach(v -> counts.merge(v, 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }
}
