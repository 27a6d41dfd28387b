package org.gantry.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.trace.Tracer;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.ContentRef;

/**
 * The bus in memory, for unit tests: same promises, no broker, and topics made when they are first used. No command
 * runs on it.
 */
public final class MemoryBus implements Bus {
    static final BusConfig CONFIG = BusConfig.of("memory").withPrefix("");

    private final Shared shared;
    private final Queue<Subscription> subscriptions = new ConcurrentLinkedQueue<>();
    private final Queue<Feed<?>> feeds = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** A bus with a log of its own. */
    public MemoryBus(Vertx vertx) {
        this(vertx, Tracer.PASSING);
    }

    /** The same, with somebody who records traces. */
    public MemoryBus(Vertx vertx, Tracer tracer) {
        this(new Shared(vertx, new MemoryLog(), new Envelope(CONFIG), new BusCounters(), new Lags(), tracer));
    }

    private MemoryBus(Shared shared) {
        this.shared = shared;
    }

    /**
     * What the parts of one process's bus share.
     *
     * @param vertx whose contexts are called
     * @param log the topics, shared with other processes too
     * @param envelope wraps values
     * @param counters counts
     * @param lags how far its members of groups are behind
     * @param tracer begins spans
     */
    record Shared(Vertx vertx, MemoryLog log, Envelope envelope, BusCounters counters, Lags lags, Tracer tracer) {
        /**
         * Appends the records of an outbox at once; gives the offset of the first, which a transaction does not need.
         */
        @CanIgnoreReturnValue
        long publish(Outbox outbox, List<ProducerRecord<byte[], byte[]>> records) {
            outbox.events().forEach(event -> log.make(event.topic()));
            return log.append(records);
        }
    }

    /** The bus of another process on the same log. */
    public MemoryBus another() {
        return new MemoryBus(new Shared(
                shared.vertx(), shared.log(), shared.envelope(), new BusCounters(), new Lags(), shared.tracer()));
    }

    @Override
    public Future<Void> createTopics(Iterable<Topic<?>> topics) {
        topics.forEach(topic -> shared.log().make(topic));
        return Future.succeededFuture();
    }

    @Override
    public <V> Future<Long> publish(Topic<V> topic, V value, Origin origin) {
        if (closed) {
            return Future.failedFuture(new BusException("the bus is closed"));
        }
        Outbox one = new Outbox().publish(topic, value);
        Promise<Long> acknowledged = Promise.promise();
        Departure<V> departure = Departure.begin(shared.tracer(), new Outbox.Event<>(topic, value), origin);
        try {
            long offset = shared.publish(one, List.of(shared.envelope().whole(departure)));
            departure.end();
            shared.counters().published(topic, origin);
            shared.vertx().getOrCreateContext().runOnContext(nothing -> acknowledged.complete(offset));
        } catch (RuntimeException e) {
            departure.fail(e);
            acknowledged.fail(e);
        }
        return acknowledged.future();
    }

    @Override
    public <V> Subscription take(Topic<V> topic, String group, int batch, Taker<V> taker) {
        return running(new MemoryTaking<>(shared, topic, group, batch, taker).start());
    }

    @Override
    public <V> Subscription tail(Topic<V> topic, Consumer<Received<V>> reader) {
        return follow(topic, Positions.START, received -> {
            reader.accept(received);
            return Future.succeededFuture();
        });
    }

    @Override
    public <V> Subscription follow(Topic<V> topic, Positions from, Function<Received<V>, Future<?>> reader) {
        List<TopicPartition> partitions = IntStream.range(0, shared.log().partitions(topic))
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        return running(
                new MemoryTail<>(shared, partitions, from, arrival -> arrival.decode(topic, false), reader).start());
    }

    @Override
    public Future<Positions> end(Topic<?> topic) {
        return Future.succeededFuture(new Positions(
                IntStream.range(0, shared.log().partitions(topic))
                        .mapToObj(partition -> shared.log().end(topic.name(), partition))
                        .toList()));
    }

    @Override
    public Future<Integer> partition(Topic<?> topic, String key) {
        return Future.succeededFuture(
                MemoryLog.partitionOf(Envelope.utf8(key), shared.log().partitions(topic)));
    }

    @Override
    public Future<Long> bury(Received<?> received, String reason, String cause) {
        Refusal refusal = DeadLetters.of(received, reason, cause);
        long offset = shared.log().append(List.of(DeadLetters.record(refusal, CONFIG)));
        counters().buried(refusal);
        return Future.succeededFuture(offset);
    }

    @Override
    public Subscription letterEvents(Collection<? extends Topic<?>> topics, Consumer<LetterEvent> reader) {
        List<TopicPartition> partitions = topics.stream()
                .map(topic -> new TopicPartition(CONFIG.deadLetterTopic(topic.name()), 0))
                .toList();
        return running(new MemoryTail<>(shared, partitions, Positions.START, DeadLetters::read, event -> {
                    reader.accept(event);
                    return Future.succeededFuture();
                })
                .start());
    }

    @Override
    public Future<DeadLetter> deadLetter(LetterPlace place) {
        return new MemoryLetters(shared.log())
                .letter(place)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(SettlementException.unknown(place)));
    }

    @Override
    public Future<Void> settle(Topic<?> topic, Collection<LetterPlace> places, Verdict verdict, String by) {
        try {
            Settling.Request request = Settling.Request.of(topic, places, verdict, by);
            shared.log().make(topic);
            new MemoryLetters(shared.log()).settle(request);
            return Future.succeededFuture();
        } catch (SettlementException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Future<Integer> partitions(Topic<?> topic) {
        return Future.succeededFuture(shared.log().partitions(topic));
    }

    @Override
    public <V> Future<Long> read(Topic<V> topic, int partition, long fromOffset, Consumer<Received<V>> reader) {
        shared.log().make(topic);
        return shared.vertx()
                .executeBlocking(
                        () -> {
                            List<ConsumerRecord<byte[], byte[]>> records =
                                    shared.log().read(topic.name(), partition, fromOffset, Integer.MAX_VALUE / 2);
                            for (ConsumerRecord<byte[], byte[]> record : records) {
                                Arrival arrival = new Arrival(record, record.offset(), record.value(), null);
                                try {
                                    reader.accept(arrival.decode(topic, true));
                                } catch (IllegalArgumentException e) {
                                    counters().skip(arrival, e);
                                }
                            }
                            return fromOffset + records.size();
                        },
                        false);
    }

    @Override
    public Future<Long> end(Topic<?> topic, String key) {
        int partition = MemoryLog.partitionOf(Envelope.utf8(key), shared.log().partitions(topic));
        return Future.succeededFuture(shared.log().end(topic.name(), partition));
    }

    @Override
    public <V> Feed<V> feed(Topic<V> topic, OptionalInt partition, String key, long fromOffset, int capacity) {
        Feed<V> feed = new MemoryFeed<>(shared, topic, partition, key, fromOffset);
        feeds.add(feed);
        return feed;
    }

    @Override
    public Future<byte[]> content(Topic<byte[]> topic, ContentRef ref) {
        byte[] key = Envelope.utf8(ref.digest());
        int partition = MemoryLog.partitionOf(key, shared.log().partitions(topic));
        return shared.log().read(topic.name(), partition, ref.offset(), 1).stream()
                .map(ConsumerRecord::value)
                .filter(content -> topic.key().of(content).equals(ref.digest()))
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Contents.gone(ref, "it does not stand there")));
    }

    @Override
    public BusCounters counters() {
        return shared.counters();
    }

    @Override
    public List<Lag> lags() {
        return shared.lags().now();
    }

    @Override
    public Tracer tracer() {
        return shared.tracer();
    }

    @Override
    public Future<Void> reach() {
        return closed ? Future.failedFuture(new BusException("the bus is closed")) : Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
        closed = true;
        feeds.forEach(Feed::close);
        List<Future<Void>> closing =
                subscriptions.stream().map(Subscription::close).toList();
        return Future.join(closing).mapEmpty();
    }

    private Subscription running(Subscription subscription) {
        subscriptions.add(subscription);
        subscription.ended().onComplete(ended -> subscriptions.remove(subscription));
        return subscription;
    }
}
