package org.gantry.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions from the start or from a place, then on, on a thread of its own; what one poll brought is read
 * on the context before the next poll, so no more than that waits in memory.
 */
final class Tail<T> implements Runnable {
    private static final Future<?> READ = Future.succeededFuture();

    private final List<String> physical;
    private final Function<Arrival, T> decoder;
    private final Function<T, Future<?>> reader;
    private final BusCounters counters;
    private final Context context;
    private final Poller poller;
    private final Backoff backoff;
    private final Lifecycle lifecycle;
    private final Map<TopicPartition, Assembly> assemblies = new HashMap<>();
    private Positions from = Positions.START;
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean reading;

    private Tail(
            Connection connection,
            List<String> physical,
            Poller poller,
            Function<Arrival, T> decoder,
            Function<T, Future<?>> reader) {
        this.physical = List.copyOf(physical);
        this.decoder = decoder;
        this.reader = reader;
        this.counters = connection.counters();
        this.context = connection.vertx().getOrCreateContext();
        this.poller = poller;
        this.backoff = new Backoff("reading " + String.join(", ", physical), counters);
        this.lifecycle = new Lifecycle(context, () -> poller.post(() -> {}));
    }

    /**
     * Of several topics, with one consumer, from the start.
     *
     * @param decoder called on the thread; what it finds malformed is skipped
     * @param reader called on the context
     */
    static <T> Tail<T> of(
            Connection connection, List<String> physical, Function<Arrival, T> decoder, Consumer<T> reader) {
        Poller poller = new Poller(connection.settings().reader());
        return new Tail<>(connection, physical, poller, decoder, value -> {
            reader.accept(value);
            return READ;
        });
    }

    /** Of a topic from a place; the next value is read when the future of the one before has completed. */
    static <T> Tail<T> following(
            Connection connection,
            String physical,
            Positions from,
            Function<Arrival, T> decoder,
            Function<T, Future<?>> reader) {
        Poller poller = new Poller(connection.settings().follower());
        Tail<T> tail = new Tail<>(connection, List.of(physical), poller, decoder, reader);
        tail.from = from;
        return tail;
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
            poller.run(c -> c.assign(partitions));
            poller.run(c -> c.seekToBeginning(partitions));
            for (TopicPartition partition : partitions) {
                long first = from.of(partition.partition());
                assemblies.put(partition, new Assembly(first, counters));
                if (first > 0) {
                    poller.run(c -> c.seek(partition, first));
                }
            }
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
                context.runOnContext(nothing -> read(values.iterator()));
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

    /** Hands over what is left, and what is behind a value that takes its time when it is done with. */
    private void read(Iterator<T> values) {
        try {
            while (values.hasNext() && !lifecycle.closing()) {
                Future<?> read = reader.apply(values.next());
                if (!read.isComplete()) {
                    read.onComplete(done -> context.runOnContext(nothing -> goOn(read, values)));
                    return;
                }
                requireRead(read);
            }
            poller.post(() -> reading = false);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void goOn(Future<?> read, Iterator<T> values) {
        try {
            requireRead(read);
            read(values);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private static void requireRead(Future<?> read) {
        if (read.failed()) {
            throw new IllegalStateException(Failures.say(read.cause()), read.cause());
        }
    }

    private void fail(RuntimeException e) {
        poller.post(() -> {
            throw new BusException("the reader of " + String.join(", ", physical) + " failed: " + Failures.say(e), e);
        });
    }

    /** Positions, not records: the log may end with a transaction's mark. */
    private boolean atTheEnd() {
        return ends.entrySet().stream().allMatch(end -> poller.call(c -> c.position(end.getKey())) >= end.getValue());
    }
}
