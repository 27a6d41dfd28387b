package org.gantry.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.gantry.domain.CanIgnoreReturnValue;

/**
 * Reads what stands in partitions now; blocking.
 *
 * <p>The end is that of the log, not that of its last committed transaction: what another transaction holds up is
 * waited for, as what was committed may stand behind it.
 */
final class LogReading {
    private final Connection connection;

    LogReading(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads each partition from its start, while the reader says so; gives the ends that it has read to.
     *
     * @param starts partition to offset; of those that are there
     */
    @CanIgnoreReturnValue
    Map<TopicPartition, Long> read(Map<TopicPartition, Long> starts, Predicate<Arrival> reader) {
        try (Poller poller = new Poller(connection.settings().reader())) {
            Map<TopicPartition, Long> ends = ends(List.copyOf(starts.keySet()));
            Map<TopicPartition, Long> behind = new HashMap<>(starts);
            behind.entrySet().removeIf(start -> start.getValue() >= ends.getOrDefault(start.getKey(), 0L));
            poller.run(c -> c.assign(behind.keySet()));
            behind.forEach((partition, offset) -> poller.run(c -> c.seek(partition, offset)));
            read(poller, behind, ends, reader);
            return ends;
        }
    }

    private void read(
            Poller poller,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Predicate<Arrival> reader) {
        Map<TopicPartition, Assembly> assemblies = new HashMap<>();
        starts.forEach((partition, offset) -> assemblies.put(partition, new Assembly(offset, connection.counters())));
        while (assemblies.keySet().stream()
                .anyMatch(partition -> poller.call(c -> c.position(partition)) < ends.getOrDefault(partition, 0L))) {
            var records = poller.poll();
            for (TopicPartition partition : records.partitions()) {
                Assembly assembly = assemblies.get(partition);
                if (assembly == null) {
                    continue;
                }
                for (Arrival arrival : poller.assemble(records.records(partition), assembly)) {
                    if (!reader.test(arrival)) {
                        return;
                    }
                }
            }
        }
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (Poller poller = new Poller(connection.settings().impatientReader())) {
            return poller.ends(partitions);
        }
    }
}
