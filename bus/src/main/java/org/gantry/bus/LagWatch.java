package org.gantry.bus;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the partitions of a member are behind. The client learns it with what it fetches; of a partition that is
 * paused it fetches nothing, so its end is asked for now and then. Used on the polling thread.
 */
final class LagWatch {
    private static final Duration PACE = Duration.ofSeconds(5);

    private final Poller poller;
    private Map<TopicPartition, Long> ends = Map.of();
    private long asked = System.nanoTime() - PACE.toNanos();

    LagWatch(Poller poller) {
        this.poller = poller;
    }

    /** Partition to records that are not handled. */
    Map<Integer, Long> behind(Collection<Lane> lanes) {
        List<TopicPartition> full = lanes.stream()
                .filter(LagWatch::paused)
                .map(lane -> lane.partition)
                .toList();
        long now = System.nanoTime();
        if (!full.isEmpty() && now - asked >= PACE.toNanos()) {
            asked = now;
            ends = poller.ends(full);
        }
        Map<Integer, Long> behind = new HashMap<>();
        lanes.forEach(lane -> behind.put(lane.partition.partition(), lane.pending() + unread(lane)));
        return behind;
    }

    private static boolean paused(Lane lane) {
        return lane.assembly != null && lane.full();
    }

    private long unread(Lane lane) {
        long fetched = poller.call(c -> c.currentLag(lane.partition)).orElse(lane.unread());
        Long end = paused(lane) ? ends.get(lane.partition) : null;
        return end == null ? fetched : Math.max(fetched, end - poller.call(c -> c.position(lane.partition)));
    }
}
