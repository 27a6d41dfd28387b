package org.gantry.domain.scan;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A slice of the log: where records stand on a topic.
 *
 * @param partition in which partition
 * @param first offset of the first of them
 * @param last offset of the last of them
 */
public record LogRange(int partition, long first, long last) {
    public LogRange {
        if (partition < 0 || first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "no records stand in partition " + partition + " from offset " + first + " to " + last);
        }
    }

    /** The ranges that hold all of these, one a partition. */
    static List<LogRange> covering(Collection<LogRange> ranges) {
        TreeMap<Integer, LogRange> covering = new TreeMap<>();
        ranges.forEach(range -> covering.merge(
                range.partition(),
                range,
                (a, b) -> new LogRange(a.partition(), Math.min(a.first(), b.first()), Math.max(a.last(), b.last()))));
        return List.copyOf(covering.values());
    }
}
