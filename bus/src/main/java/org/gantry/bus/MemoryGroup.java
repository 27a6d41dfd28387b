package org.gantry.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A consumer group of the in-memory bus: who owns which partition and how far each is; guarded by the log's monitor. A
 * partition moves only where the members' shares would differ by more than one.
 */
final class MemoryGroup {
    private final List<MemoryTaking<?>> members = new ArrayList<>();
    private final Map<Integer, MemoryTaking<?>> owners = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final int partitions;

    MemoryGroup(int partitions) {
        this.partitions = partitions;
    }

    void join(MemoryTaking<?> member) {
        members.add(member);
        share();
    }

    void leave(MemoryTaking<?> member) {
        members.remove(member);
        owners.values().removeIf(member::equals);
        share();
    }

    boolean owns(MemoryTaking<?> member, int partition) {
        return owners.get(partition) == member;
    }

    /** Where the group is in a partition, 0 where it never was. */
    long committed(int partition) {
        return committed.getOrDefault(partition, 0L);
    }

    void commit(int partition, long next) {
        Long before = committed.put(partition, next);
        assert before == null || before <= next;
    }

    int partitions() {
        return partitions;
    }

    private void share() {
        for (int partition = 0; partition < partitions && !members.isEmpty(); partition++) {
            MemoryTaking<?> owner = owners.get(partition);
            MemoryTaking<?> poorest = poorest();
            if (owner == null || share(owner) > share(poorest) + 1) {
                owners.put(partition, poorest);
            }
        }
        members.forEach(MemoryTaking::wake);
    }

    private MemoryTaking<?> poorest() {
        MemoryTaking<?> poorest = members.get(0);
        for (MemoryTaking<?> member : members) {
            poorest = share(member) < share(poorest) ? member : poorest;
        }
        return poorest;
    }

    private long share(MemoryTaking<?> member) {
        return owners.values().stream().filter(member::equals).count();
    }
}
