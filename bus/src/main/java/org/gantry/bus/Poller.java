package org.gantry.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.gantry.bus.Grant.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer on its one thread, and the tasks that other threads leave for it there. A task ends a waiting poll at
 * once; every other call that it happens to interrupt is made again.
 */
final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TOPIC_WAIT = Duration.ofSeconds(5);

    private volatile Consumer<byte[], byte[]> consumer;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    /** What to do with the consumer. */
    interface Use {
        void of(Consumer<byte[], byte[]> consumer);
    }

    Poller(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Leaves a task for the polling thread; may be called from any thread. */
    void post(Runnable task) {
        tasks.add(task);
        consumer.wakeup();
    }

    /** Runs the tasks that were left. */
    void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs the next task, waiting for one at most so long. */
    void runTaskWithin(Duration wait) throws InterruptedException {
        Runnable task = tasks.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (task != null) {
            task.run();
        }
    }

    /** Waits for records until a task comes; a broker that is away is waited for. */
    ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(tasks.isEmpty() ? POLL : Duration.ZERO);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } catch (AuthorizationException e) {
            throw MissingRight.named(e, Operation.READ);
        }
    }

    /** Makes a call that a task may not interrupt. */
    <T> T call(Function<Consumer<byte[], byte[]>, T> call) {
        while (true) {
            try {
                return call.apply(consumer);
            } catch (WakeupException e) {
                LOG.trace("a task came during a call: called again, the task is seen before the next poll");
            } catch (AuthorizationException e) {
                throw MissingRight.named(e, Operation.READ);
            }
        }
    }

    /** The same for a call without an answer. */
    void run(Use use) {
        while (true) {
            try {
                use.of(consumer);
                return;
            } catch (WakeupException e) {
                LOG.trace("a task came during a call: called again");
            } catch (AuthorizationException e) {
                throw MissingRight.named(e, Operation.READ);
            }
        }
    }

    /**
     * The partitions of a topic, waiting a while for one that is just being made.
     *
     * @throws BusException if the brokers know no such topic
     * @throws KafkaException if no broker answers
     */
    List<TopicPartition> partitions(String topic) {
        long deadline = System.nanoTime() + TOPIC_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            List<PartitionInfo> found = call(c -> c.partitionsFor(topic, TOPIC_WAIT));
            if (found != null && !found.isEmpty()) {
                return found.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
            }
        }
        throw new BusException(
                "topic " + topic + " does not exist: make it with createTopics, as a principal that may");
    }

    /** Where the producer puts a key. */
    TopicPartition partitionOf(String topic, byte[] key) {
        return new TopicPartition(
                topic, BuiltInPartitioner.partitionForKey(key, partitions(topic).size()));
    }

    /** The end of each partition, behind the last committed transaction. */
    Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return call(c -> c.endOffsets(partitions));
    }

    /** What fetched records of a partition complete; from a payload that began before the start it goes back there. */
    List<Arrival> assemble(List<ConsumerRecord<byte[], byte[]>> records, Assembly assembly) {
        List<Arrival> arrivals = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (assembly.beganBefore(record)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                run(c -> c.seek(partition, assembly.rewind()));
                return arrivals;
            }
            assembly.accept(record).ifPresent(arrivals::add);
        }
        return arrivals;
    }

    /** Goes on with another consumer, which does not read anything yet. */
    void goOnWith(Consumer<byte[], byte[]> other) {
        close();
        consumer = other;
    }

    /** Closes the consumer as told. */
    void close(CloseOptions how) {
        run(c -> c.close(how));
    }

    @Override
    public void close() {
        close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }
}
