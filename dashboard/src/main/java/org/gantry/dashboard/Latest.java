package org.gantry.dashboard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest value of each key, at most so many keys: the one that was not heard of for longest is forgotten first.
 *
 * @param <V> type of the values
 */
final class Latest<V> {
    private final int limit;
    private final Map<String, V> values = new LinkedHashMap<>();
    private long total;

    Latest(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a memory of " + limit + " values holds nothing");
        }
        this.limit = limit;
    }

    void put(String key, V value) {
        V before = values.remove(key);
        if (before == null) {
            total++;
        }
        values.put(key, value);
        if (values.size() > limit) {
            Iterator<V> oldest = values.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    Optional<V> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    List<V> oldestFirst() {
        return List.copyOf(values.values());
    }

    List<V> newestFirst() {
        List<V> reversed = new ArrayList<>(values.values());
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    /** How many keys there have been, the forgotten ones included. */
    long total() {
        return total;
    }
}
