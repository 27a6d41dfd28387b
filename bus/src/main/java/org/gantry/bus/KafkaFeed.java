package org.gantry.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The records of one key, fetched ahead on a thread of its own, which waits while the queue is full. */
final class KafkaFeed<V> implements Feed<V>, Runnable {
    private static final Duration LOOK_UP = Duration.ofMillis(200);

    private final Topic<V> topic;
    private final String physical;
    private final OptionalInt known;
    private final byte[] key;
    private final long from;
    private final Assembly assembly;
    private final BusCounters counters;
    private final Poller poller;
    private final Backoff backoff;
    private final BlockingQueue<Received<V>> queue;
    private @Nullable TopicPartition partition;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    KafkaFeed(Connection connection, Topic<V> topic, OptionalInt known, String key, long from, int capacity) {
        this.topic = topic;
        this.physical = connection.config().topic(topic.name());
        this.known = known;
        this.key = Envelope.utf8(key);
        this.from = from;
        this.assembly = new Assembly(from, connection.counters());
        this.counters = connection.counters();
        this.poller = new Poller(connection.settings().reader());
        this.backoff = new Backoff("feeding " + key + " of " + physical, counters);
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    @Override
    public Optional<Received<V>> next(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long left = deadline - System.nanoTime();
            Received<V> received = queue.poll(Math.min(left, LOOK_UP.toNanos()), TimeUnit.NANOSECONDS);
            if (received != null) {
                return Optional.of(received);
            }
            if (failure != null) {
                throw new BusException("the feed of " + physical + " failed: " + Failures.say(failure), failure);
            }
            if (closed || left <= 0) {
                return Optional.empty();
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        poller.post(() -> {});
    }

    @Override
    public void run() {
        try {
            while (!closed && partition == null) {
                start();
            }
            while (!closed) {
                turn();
            }
        } catch (RuntimeException | InterruptedException | Error e) {
            failure = e;
        } finally {
            poller.close();
        }
    }

    private void start() throws InterruptedException {
        try {
            TopicPartition found = known.isPresent()
                    ? new TopicPartition(physical, known.getAsInt())
                    : poller.partitionOf(physical, key);
            poller.run(c -> c.assign(List.of(found)));
            poller.run(c -> c.seek(found, from));
            partition = found;
        } catch (KafkaException e) {
            poller.runTaskWithin(backoff.failed(e));
        }
    }

    private void turn() throws InterruptedException {
        try {
            List<ConsumerRecord<byte[], byte[]>> ours = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : poller.poll()) {
                if (Arrays.equals(record.key(), key)) {
                    ours.add(record);
                }
            }
            poller.runTasks();
            for (Arrival arrival : poller.assemble(ours, assembly)) {
                enqueue(arrival);
            }
            backoff.succeeded();
        } catch (KafkaException e) {
            poller.runTaskWithin(backoff.failed(e));
        }
    }

    private void enqueue(Arrival arrival) throws InterruptedException {
        Received<V> received;
        try {
            received = arrival.decode(topic, false);
        } catch (IllegalArgumentException e) {
            counters.skip(arrival, e);
            return;
        }
        counters.received(1, false);
        while (!closed && !queue.offer(received, LOOK_UP.toNanos(), TimeUnit.NANOSECONDS)) {
            poller.runTasks();
        }
    }
}
