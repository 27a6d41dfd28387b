package org.gantry.bus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the members of groups in this process are behind; safe from any thread. */
final class Lags {
    private final Map<Member, Map<Integer, Long>> behind = new ConcurrentHashMap<>();

    private record Member(String topic, String group) {}

    /** A member has the partitions of the map's keys, each so many records behind. */
    void report(String topic, String group, Map<Integer, Long> records) {
        behind.put(new Member(topic, group), Map.copyOf(records));
    }

    /** A member has left. */
    void forget(String topic, String group) {
        behind.remove(new Member(topic, group));
    }

    /** What members said last. */
    List<Lag> now() {
        return behind.entrySet().stream()
                .map(entry -> new Lag(
                        entry.getKey().topic(),
                        entry.getKey().group(),
                        entry.getValue().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()))
                .toList();
    }
}
