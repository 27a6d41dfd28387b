package org.gantry.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went over one process's bus since it was opened; safe to read from any thread. */
public final class BusCounters {
    private static final Logger LOG = LoggerFactory.getLogger(BusCounters.class);

    private final Map<String, LongAdder> published = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> deadLetters = new ConcurrentHashMap<>();
    private volatile BiConsumer<String, Duration> ages = (topic, age) -> {};
    final LongAdder received = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder abandoned = new LongAdder();
    final LongAdder retries = new LongAdder();

    BusCounters() {}

    void received(int values, boolean again) {
        received.add(values);
        if (again) {
            replayed.add(values);
        }
    }

    void skip(Arrival arrival, IllegalArgumentException fault) {
        skipped.increment();
        LOG.warn(
                "{}-{} offset {} skipped: {}",
                arrival.record().topic(),
                arrival.record().partition(),
                arrival.last(),
                Failures.say(fault));
    }

    void committed(Work work) {
        work.outbox()
                .events()
                .forEach(event -> published(event.topic(), work.causes().of(event)));
        work.refused().forEach(this::buried);
    }

    /** A value is on the bus, at the end of a chain that began some time ago. */
    void published(Topic<?> topic, Origin origin) {
        published.computeIfAbsent(topic.name(), name -> new LongAdder()).increment();
        origin.since().ifPresent(since -> ages.accept(topic.name(), Duration.between(since, Instant.now())));
    }

    void buried(Refusal letter) {
        deadLetters.computeIfAbsent(letter.topic(), name -> new LongAdder()).increment();
    }

    /**
     * Tells of each value that is published from now on, where it is known, how long ago the record that began its
     * chain was published: topic and age. Called on the bus's threads, so it must not block; there is one listener.
     */
    public void tellAges(BiConsumer<String, Duration> listener) {
        ages = listener;
    }

    /** Values published and acknowledged, with or without a transaction. */
    public long published() {
        return sum(published);
    }

    /** The same by topic. */
    public Map<String, Long> publishedByTopic() {
        return byTopic(published);
    }

    /** Values handed to takers, readers and feeds, replayed ones included. */
    public long received() {
        return received.sum();
    }

    /** Values handed to takers again, to rebuild their state. */
    public long replayed() {
        return replayed.sum();
    }

    /** Records sent to the dead letters. */
    public long deadLetters() {
        return sum(deadLetters);
    }

    /** The same by the topic that they came from. */
    public Map<String, Long> deadLettersByTopic() {
        return byTopic(deadLetters);
    }

    private static long sum(Map<String, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private static Map<String, Long> byTopic(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((topic, count) -> sums.put(topic, count.sum()));
        return sums;
    }

    /** Malformed records that a tail or feed skipped. */
    public long skipped() {
        return skipped.sum();
    }

    /** Payloads whose publisher died before their last chunk. */
    public long abandoned() {
        return abandoned.sum();
    }

    /** Commits and publications that were tried again. */
    public long retries() {
        return retries.sum();
    }
}
