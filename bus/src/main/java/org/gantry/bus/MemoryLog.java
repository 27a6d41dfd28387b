package org.gantry.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * The topics and groups of the in-memory buses that share it; its monitor guards them, and waiting readers wait on it.
 */
final class MemoryLog {
    private final Map<String, List<List<ConsumerRecord<byte[], byte[]>>>> topics = new HashMap<>();
    private final Map<String, MemoryGroup> groups = new HashMap<>();
    private final Set<Runnable> watchers = new CopyOnWriteArraySet<>();

    /** Makes a topic if it is missing. */
    synchronized void make(Topic<?> topic) {
        topics.computeIfAbsent(topic.name(), name -> empty(topic.partitions()));
    }

    /** How many partitions a topic has, which is made if it is missing. */
    synchronized int partitions(Topic<?> topic) {
        make(topic);
        return topics.getOrDefault(topic.name(), List.of()).size();
    }

    /** Appends all of them at once; gives the offset of the first. */
    synchronized long append(List<ProducerRecord<byte[], byte[]>> records) {
        List<Long> offsets = new ArrayList<>();
        records.forEach(record -> offsets.add(append(record)));
        notifyAll();
        watchers.forEach(Runnable::run);
        return offsets.isEmpty() ? -1 : offsets.get(0);
    }

    /** At most so many records of a partition from an offset. */
    synchronized List<ConsumerRecord<byte[], byte[]>> read(String topic, int partition, long from, int atMost) {
        List<ConsumerRecord<byte[], byte[]>> records = partition(topic, partition);
        int start = (int) Math.min(from, records.size());
        return List.copyOf(records.subList(start, Math.min(start + atMost, records.size())));
    }

    synchronized long end(String topic, int partition) {
        return partition(topic, partition).size();
    }

    synchronized MemoryGroup group(String name, Topic<?> topic) {
        return groups.computeIfAbsent(name + " on " + topic.name(), both -> new MemoryGroup(partitions(topic)));
    }

    /** Calls it after each append, on the thread that appends: it may only schedule. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    static int partitionOf(byte[] key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key, partitions);
    }

    private List<ConsumerRecord<byte[], byte[]>> partition(String topic, int partition) {
        return topics.computeIfAbsent(topic, name -> empty(1)).get(partition);
    }

    private long append(ProducerRecord<byte[], byte[]> record) {
        List<List<ConsumerRecord<byte[], byte[]>>> partitions =
                topics.computeIfAbsent(record.topic(), name -> empty(1));
        int partition = partitionOf(record.key(), partitions.size());
        List<ConsumerRecord<byte[], byte[]>> records = partitions.get(partition);
        long offset = records.size();
        records.add(new ConsumerRecord<>(
                record.topic(),
                partition,
                offset,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty()));
        return offset;
    }

    private static List<List<ConsumerRecord<byte[], byte[]>>> empty(int partitions) {
        List<List<ConsumerRecord<byte[], byte[]>>> empty = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            empty.add(new ArrayList<>());
        }
        return empty;
    }
}
