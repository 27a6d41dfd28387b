package org.gantry.bus;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one key on the in-memory bus, read when they are asked for. */
final class MemoryFeed<V> implements Feed<V> {
    private final MemoryBus.Shared shared;
    private final Topic<V> topic;
    private final byte[] key;
    private final int partition;
    private long position;
    private boolean closed;

    MemoryFeed(MemoryBus.Shared shared, Topic<V> topic, OptionalInt partition, String key, long from) {
        this.shared = shared;
        this.topic = topic;
        this.key = Envelope.utf8(key);
        this.partition = partition.orElseGet(
                () -> MemoryLog.partitionOf(this.key, shared.log().partitions(topic)));
        this.position = from;
    }

    @Override
    public Optional<Received<V>> next(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (shared.log()) {
            while (!closed) {
                Optional<Received<V>> found = search();
                long left = deadline - System.nanoTime();
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                TimeUnit.NANOSECONDS.timedWait(shared.log(), left);
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        synchronized (shared.log()) {
            closed = true;
            shared.log().notifyAll();
        }
    }

    private Optional<Received<V>> search() {
        while (true) {
            List<ConsumerRecord<byte[], byte[]>> records = shared.log().read(topic.name(), partition, position, 1);
            if (records.isEmpty()) {
                return Optional.empty();
            }
            position++;
            ConsumerRecord<byte[], byte[]> record = records.get(0);
            if (Arrays.equals(record.key(), key)) {
                Optional<Received<V>> received = decode(new Arrival(record, record.offset(), record.value(), null));
                if (received.isPresent()) {
                    return received;
                }
            }
        }
    }

    private Optional<Received<V>> decode(Arrival arrival) {
        try {
            Received<V> received = arrival.decode(topic, false);
            shared.counters().received(1, false);
            return Optional.of(received);
        } catch (IllegalArgumentException e) {
            shared.counters().skip(arrival, e);
            return Optional.empty();
        }
    }
}
