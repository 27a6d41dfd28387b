package org.gantry.bus;

import java.util.function.Function;

/**
 * What the records of a topic are keyed by: records of one key keep their order, and meet in one partition.
 *
 * @param name for people, as {@code scan}
 * @param function the key of a value
 * @param <V> type of the topic's values
 */
public record Key<V>(String name, Function<V, String> function) {
    /** The key of a value. */
    public String of(V value) {
        return function.apply(value);
    }
}
