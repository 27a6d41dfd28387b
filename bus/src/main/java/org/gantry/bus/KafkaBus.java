package org.gantry.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.trace.Tracer;
import org.gantry.domain.ContentRef;

/**
 * The bus on Kafka: an idempotent producer for small records and one for large ones, and for each subscription and feed
 * a consumer on a thread of its own.
 */
public final class KafkaBus implements Bus {
    private final Connection connection;
    private final Publisher small;
    private final Publisher large;
    private final Settling settling;
    private final Reach reach;
    private final Queue<Subscription> subscriptions = new ConcurrentLinkedQueue<>();
    private final Queue<KafkaFeed<?>> feeds = new ConcurrentLinkedQueue<>();

    private KafkaBus(Connection connection) {
        this.connection = connection;
        this.small = new Publisher(connection, "gantry-publisher");
        this.large = new Publisher(connection, "gantry-publisher-large");
        this.settling = new Settling(connection);
        this.reach = new Reach(connection);
    }

    /** A bus on the brokers of a configuration; clients are made when they are needed. */
    public static KafkaBus connect(Vertx vertx, BusConfig config) {
        return connect(vertx, config, Tracer.PASSING);
    }

    /** The same, with somebody who records traces. */
    public static KafkaBus connect(Vertx vertx, BusConfig config, Tracer tracer) {
        return new KafkaBus(Connection.of(vertx, config, tracer));
    }

    @Override
    public Future<Void> createTopics(Iterable<Topic<?>> topics) {
        List<Topic<?>> all = new ArrayList<>();
        topics.forEach(all::add);
        return blocking(() -> {
                    new TopicCreation(connection).create(all);
                    return "";
                })
                .mapEmpty();
    }

    @Override
    public <V> Future<Long> publish(Topic<V> topic, V value, Origin origin) {
        Publisher publisher = topic.large() ? large : small;
        return publisher.publish(new Outbox.Event<>(topic, value), origin);
    }

    @Override
    public <V> Subscription take(Topic<V> topic, String group, int batch, Taker<V> taker) {
        Taking<V> taking = new Taking<>(connection, topic, group, batch, taker);
        return running("gantry-take-" + group, taking, taking.subscription());
    }

    @Override
    public <V> Subscription tail(Topic<V> topic, Consumer<Received<V>> reader) {
        String physical = connection.config().topic(topic.name());
        Tail<Received<V>> tail =
                Tail.of(connection, List.of(physical), arrival -> arrival.decode(topic, false), reader);
        return running("gantry-tail-" + topic.name(), tail, tail.subscription());
    }

    @Override
    public <V> Subscription follow(Topic<V> topic, Positions from, Function<Received<V>, Future<?>> reader) {
        String physical = connection.config().topic(topic.name());
        Tail<Received<V>> tail =
                Tail.following(connection, physical, from, arrival -> arrival.decode(topic, false), reader);
        return running("gantry-follow-" + topic.name(), tail, tail.subscription());
    }

    @Override
    public Future<Positions> end(Topic<?> topic) {
        return blocking(() -> {
            try (Poller poller = new Poller(connection.settings().follower())) {
                List<TopicPartition> partitions =
                        poller.partitions(connection.config().topic(topic.name()));
                Map<TopicPartition, Long> ends = poller.ends(partitions);
                return new Positions(partitions.stream()
                        .sorted(Comparator.comparingInt(TopicPartition::partition))
                        .map(partition -> ends.getOrDefault(partition, 0L))
                        .toList());
            }
        });
    }

    @Override
    public Future<Integer> partition(Topic<?> topic, String key) {
        return blocking(() -> {
            try (Poller poller = new Poller(connection.settings().impatientReader())) {
                return poller.partitionOf(connection.config().topic(topic.name()), Envelope.utf8(key))
                        .partition();
            }
        });
    }

    @Override
    public Future<Long> bury(Received<?> received, String reason, String cause) {
        Refusal refusal = DeadLetters.of(received, reason, cause);
        return small.publish(DeadLetters.record(refusal, connection.config()))
                .onSuccess(offset -> counters().buried(refusal));
    }

    @Override
    public Subscription letterEvents(Collection<? extends Topic<?>> topics, Consumer<LetterEvent> reader) {
        List<String> physical = topics.stream()
                .map(topic -> connection.config().deadLetterTopic(topic.name()))
                .toList();
        Tail<LetterEvent> tail = Tail.of(connection, physical, DeadLetters::read, reader);
        return running("gantry-dead-letters", tail, tail.subscription());
    }

    @Override
    public Future<DeadLetter> deadLetter(LetterPlace place) {
        return blocking(() -> new LetterLog(connection, place.topic())
                .letter(place)
                .orElseThrow(() -> SettlementException.unknown(place)));
    }

    @Override
    public Future<Void> settle(Topic<?> topic, Collection<LetterPlace> places, Verdict verdict, String by) {
        Settling.Request request = Settling.Request.of(topic, places, verdict, by);
        return blocking(() -> {
                    settling.settle(request);
                    return "";
                })
                .mapEmpty();
    }

    @Override
    public Future<Integer> partitions(Topic<?> topic) {
        return blocking(() -> {
            try (Poller poller = new Poller(connection.settings().impatientReader())) {
                return poller.partitions(connection.config().topic(topic.name()))
                        .size();
            }
        });
    }

    @Override
    public <V> Future<Long> read(Topic<V> topic, int partition, long fromOffset, Consumer<Received<V>> reader) {
        return blocking(() -> {
            TopicPartition read = new TopicPartition(connection.config().topic(topic.name()), partition);
            Map<TopicPartition, Long> ends = new LogReading(connection).read(Map.of(read, fromOffset), arrival -> {
                try {
                    reader.accept(arrival.decode(topic, true));
                } catch (IllegalArgumentException e) {
                    counters().skip(arrival, e);
                }
                return true;
            });
            return ends.getOrDefault(read, fromOffset);
        });
    }

    @Override
    public Future<Long> end(Topic<?> topic, String key) {
        return blocking(() -> {
            try (Poller poller = new Poller(connection.settings().impatientReader())) {
                String physical = connection.config().topic(topic.name());
                TopicPartition partition = poller.partitionOf(physical, Envelope.utf8(key));
                return poller.ends(List.of(partition)).getOrDefault(partition, 0L);
            }
        });
    }

    @Override
    public <V> Feed<V> feed(Topic<V> topic, OptionalInt partition, String key, long fromOffset, int capacity) {
        KafkaFeed<V> feed = new KafkaFeed<>(connection, topic, partition, key, fromOffset, capacity);
        feeds.removeIf(KafkaFeed::isClosed);
        feeds.add(feed);
        PollThread.named("gantry-feed-" + topic.name()).newThread(feed).start();
        return feed;
    }

    @Override
    public Future<byte[]> content(Topic<byte[]> topic, ContentRef ref) {
        return blocking(() -> new ContentReading(topic, ref, connection).read());
    }

    @Override
    public BusCounters counters() {
        return connection.counters();
    }

    @Override
    public List<Lag> lags() {
        return connection.lags().now();
    }

    @Override
    public Tracer tracer() {
        return connection.tracer();
    }

    @Override
    public Future<Void> reach() {
        return reach.ask();
    }

    @Override
    public Future<Void> close() {
        reach.close();
        feeds.forEach(KafkaFeed::close);
        List<Future<Void>> closing =
                subscriptions.stream().map(Subscription::close).toList();
        return Future.join(closing)
                .eventually(() -> Future.join(closing(small), closing(large)))
                .mapEmpty();
    }

    private Future<String> closing(Publisher publisher) {
        return blocking(() -> {
            publisher.close(connection.config().closeGrace());
            return "";
        });
    }

    private Subscription running(String name, Runnable polling, Subscription subscription) {
        subscriptions.add(subscription);
        subscription.ended().onComplete(ended -> subscriptions.remove(subscription));
        PollThread.named(name).newThread(polling).start();
        return subscription;
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return connection.vertx().executeBlocking(work, false);
    }
}
