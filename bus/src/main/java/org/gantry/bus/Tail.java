package org.gantry.bus;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions from the start, then on, on a thread of its own; what one poll brought is read on the context
 * before the next poll, so no more than that waits in memory.
 */
final class Tail<T> implements Runnable {
    private final List<String> physical;
    private final Function<Arrival, T> decoder;
    private final Consumer<T> reader;
    private final BusCounters counters;
    private final Context context;
    private final Poller poller;
    private final Backoff backoff;
    private final Lifecycle lifecycle;
    private final Map<TopicPartition, Assembly> assemblies = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean reading;

    /**
     * @param decoder called on the thread; what it finds malformed is skipped
     * @param reader called on the context
     */
    Tail(Connection connection, String physical, Function<Arrival, T> decoder, Consumer<T> reader) {
        this(connection, List.of(physical), decoder, reader);
    }

    /** Of several topics, with one consumer. */
    Tail(Connection connection, List<String> physical, Function<Arrival, T> decoder, Consumer<T> reader) {
        this.physical = List.copyOf(physical);
        this.decoder = decoder;
        this.reader = reader;
        this.counters = connection.counters();
        this.context = connection.vertx().getOrCreateContext();
        this.poller = new Poller(connection.settings().reader());
        this.backoff = new Backoff("reading " + String.join(", ", physical), counters);
        this.lifecycle = new Lifecycle(context, () -> poller.post(() -> {}));
    }

    Subscription subscription() {
        return lifecycle;
    }

    @Override
    public void run() {
        @Nullable Throwable failure = null;
        try {
            while (!lifecycle.closing() && ends.isEmpty()) {
                start();
            }
            while (!lifecycle.closing()) {
                turn();
            }
        } catch (RuntimeException | InterruptedException | Error e) {
            failure = e;
        }
        try {
            poller.close();
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        lifecycle.end(failure);
    }

    private void start() throws InterruptedException {
        try {
            List<TopicPartition> partitions = physical.stream()
                    .flatMap(topic -> poller.partitions(topic).stream())
                    .toList();
            partitions.forEach(partition -> assemblies.put(partition, new Assembly(0, counters)));
            poller.run(c -> c.assign(partitions));
            poller.run(c -> c.seekToBeginning(partitions));
            ends = poller.ends(partitions);
        } catch (KafkaException e) {
            poller.runTaskWithin(backoff.failed(e));
        }
    }

    private void turn() throws InterruptedException {
        try {
            List<T> values = receive(poller.poll());
            if (!values.isEmpty()) {
                reading = true;
                context.runOnContext(nothing -> read(values));
            }
            poller.runTasks();
            while (reading && !lifecycle.closing()) {
                poller.runTaskWithin(Duration.ofSeconds(1));
            }
            if (!lifecycle.isCaughtUp() && !reading && atTheEnd()) {
                lifecycle.reachEnd();
            }
            backoff.succeeded();
        } catch (KafkaException e) {
            poller.runTaskWithin(backoff.failed(e));
        }
    }

    private List<T> receive(ConsumerRecords<byte[], byte[]> records) {
        List<T> values = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            Assembly assembly = assemblies.get(partition);
            if (assembly != null) {
                poller.assemble(records.records(partition), assembly).forEach(arrival -> decode(arrival, values));
            }
        }
        counters.received(values.size(), false);
        return values;
    }

    private void decode(Arrival arrival, List<T> values) {
        try {
            values.add(decoder.apply(arrival));
        } catch (IllegalArgumentException e) {
            counters.skip(arrival, e);
        }
    }

    private void read(List<T> values) {
        try {
            for (T value : values) {
                if (!lifecycle.closing()) {
                    reader.accept(value);
                }
            }
            poller.post(() -> reading = false);
        } catch (RuntimeException e) {
            poller.post(() -> {
                throw new BusException(
                        "the reader of " + String.join(", ", physical) + " failed: " + Failures.say(e), e);
            });
        }
    }

    /** Positions, not records: the log may end with a transaction's mark. */
    private boolean atTheEnd() {
        return ends.entrySet().stream().allMatch(end -> poller.call(c -> c.position(end.getKey())) >= end.getValue());
    }
}
