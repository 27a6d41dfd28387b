package org.gantry.bus;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.trace.Tracer;
import org.gantry.domain.ContentRef;

/**
 * Where verticles meet: typed topics, on Kafka or, for unit tests, in memory.
 *
 * <p>Subscriptions call their handlers on the Vert.x context that they were made on, one call at a time.
 */
public interface Bus {
    /** Makes the topics that are missing. */
    Future<Void> createTopics(Iterable<Topic<?>> topics);

    /**
     * Publishes idempotently, without a transaction and without linger; completes when all replicas have it. Retries
     * while the broker is away. A payload above the chunk size goes in chunks.
     *
     * @return the offset of the record, of the first chunk where it went in chunks
     */
    default <V> Future<Long> publish(Topic<V> topic, V value) {
        return publish(topic, value, Origin.UNKNOWN);
    }

    /** The same of a value that goes on where another record came from. */
    <V> Future<Long> publish(Topic<V> topic, V value, Origin origin);

    /** Takes a topic's records as a member of a consumer group, at most {@code batch} records at once. */
    <V> Subscription take(Topic<V> topic, String group, int batch, Taker<V> taker);

    /** Reads all partitions from the start, then on, without a group; malformed records are skipped and counted. */
    <V> Subscription tail(Topic<V> topic, Consumer<Received<V>> reader);

    /**
     * Reads a topic on from a place, without a group, for who may be slow: the next record is handed over when the
     * future of the one before has completed, and little waits in memory. Malformed records are skipped and counted.
     */
    <V> Subscription follow(Topic<V> topic, Positions from, Function<Received<V>, Future<?>> reader);

    /** The end of a topic now, behind what is committed: a follower from there reads what comes. */
    Future<Positions> end(Topic<?> topic);

    /** Where the publisher puts a key. */
    Future<Integer> partition(Topic<?> topic, String key);

    /**
     * Puts a record that was taken before into its topic's dead letters, outside transactions: after a crash it may
     * stand there twice.
     *
     * @param reason a sentence for people: what is wrong with it
     * @param cause who found it
     */
    Future<Long> bury(Received<?> received, String reason, String cause);

    /** Reads a topic's dead letters from the start, then on, those that are settled included. */
    default Subscription deadLetters(Topic<?> topic, Consumer<DeadLetter> reader) {
        return letterEvents(List.of(topic), event -> {
            if (event instanceof DeadLetter letter) {
                reader.accept(letter);
            }
        });
    }

    /** Reads the dead letters of some topics, and what was done about each, from the start, then on. */
    Subscription letterEvents(Collection<? extends Topic<?>> topics, Consumer<LetterEvent> reader);

    /** Reads one dead letter back; fails with a {@link SettlementException} where none stands. */
    Future<DeadLetter> deadLetter(LetterPlace place);

    /**
     * Settles open dead letters of a topic: publishes them again as they were, or drops them. A letter and the word
     * that it is settled go in one transaction, so a crash neither loses nor doubles one; of many letters, a crash may
     * leave the last ones open. Fails with a {@link SettlementException}, and has done nothing, where one is not open.
     *
     * @param by who settles them, for people
     */
    Future<Void> settle(Topic<?> topic, Collection<LetterPlace> places, Verdict verdict, String by);

    /** How many partitions a topic has. */
    Future<Integer> partitions(Topic<?> topic);

    /**
     * Reads what stands in a partition of a topic now, with what is just being committed; malformed records are skipped
     * and counted. The reader is called on another thread than the caller's.
     *
     * @return the offset to go on from
     */
    <V> Future<Long> read(Topic<V> topic, int partition, long fromOffset, Consumer<Received<V>> reader);

    /**
     * The offset after the last record that stands in the partition of a key now: a feed from there reads what comes.
     */
    Future<Long> end(Topic<?> topic, String key);

    /** Reads the records of one key from an offset of its partition; at most {@code capacity} wait in memory. */
    default <V> Feed<V> feed(Topic<V> topic, String key, long fromOffset, int capacity) {
        return feed(topic, OptionalInt.empty(), key, fromOffset, capacity);
    }

    /** The same of a partition that is known: not every client puts a key where ours do. */
    <V> Feed<V> feed(Topic<V> topic, OptionalInt partition, String key, long fromOffset, int capacity);

    /** Puts a content that is kept for ever (a bundle) on the contents topic. */
    default Future<ContentRef> putContent(byte[] content) {
        return putContent(Contents.TOPIC, content);
    }

    /** Puts a content on one of the topics of {@link Contents}. */
    default Future<ContentRef> putContent(Topic<byte[]> topic, byte[] content) {
        String digest = topic.key().of(content);
        return publish(topic, content).map(offset -> new ContentRef(digest, content.length, offset));
    }

    /** Reads a content that is kept for ever. */
    default Future<byte[]> content(ContentRef ref) {
        return content(Contents.TOPIC, ref);
    }

    /** Reads a content back and checks its digest; fails where the log no longer holds it. */
    Future<byte[]> content(Topic<byte[]> topic, ContentRef ref);

    /** What went over this bus. */
    BusCounters counters();

    /** How far this process's members of consumer groups are behind. */
    List<Lag> lags();

    /** Begins the spans of what is not an act of the bus itself. */
    Tracer tracer();

    /** Completes where a broker answers within seconds, else fails. */
    Future<Void> reach();

    /** Closes every subscription and feed, then the connections. */
    Future<Void> close();
}
