package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What every bus keeps for those who read: tails, followers, feeds. */
abstract class ReadContract extends LetterContract {
    @Test
    void recordsOfAKeyKeepTheirOrder() {
        List<String> lines = numbered(300, "a", "b", "c", "d");
        publish(bus, lines);
        BlockingQueue<Received<String>> seen = tail(bus, Lines.IN);
        List<Received<String>> all = Soon.next(lines.size(), seen);
        assertThat(all.stream().map(Received::partition).distinct()).hasSizeGreaterThan(1);
        assertThat(byKey(values(all))).isEqualTo(byKey(lines));
    }

    @Test
    void aTailCatchesUpAndGoesOn() {
        Soon.of(bus.createTopics(List.of(Lines.IN)));
        publish(bus, numbered(20, "a", "b"));
        List<String> seen = new ArrayList<>();
        BlockingQueue<String> later = new LinkedBlockingQueue<>();
        Subscription tail = bus.tail(Lines.IN, record -> {
            seen.add(record.value());
            later.add(record.value());
        });
        List<String> before = Soon.of(tail.caughtUp().map(done -> List.copyOf(seen)));
        assertThat(before).hasSize(20);
        publish(bus, List.of("a:more"));
        assertThat(Soon.next(21, later)).last().isEqualTo("a:more");
    }

    @Test
    void aTailOfAnEmptyTopicIsCaughtUpAtOnce() {
        assertThat(Soon.of(bus.tail(Lines.IN, record -> {}).caughtUp().map("yes")))
                .isEqualTo("yes");
    }

    @Test
    void aTailAlsoCatchesUpBehindTransactions() {
        publish(bus, numbered(5, "a"));
        Scribe scribe = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 2, scribe);
        assertThat(Soon.next(5, scribe.received)).hasSize(5);
        Soon.of(taking.caughtUp());
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Soon.of(bus.tail(Lines.OUT, record -> seen.add(record.value())).caughtUp());
        assertThat(seen).containsExactlyElementsOf(numbered(5, "a"));
    }

    @Test
    void aPartitionIsReadToWhatStandsThereNowAndOnFromThere() {
        publish(bus, numbered(30, "a", "b", "c", "d"));
        int partitions = Soon.of(bus.partitions(Lines.IN));
        assertThat(partitions).isEqualTo(Lines.IN.partitions());
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        List<Long> ends = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.add(Soon.of(bus.read(Lines.IN, partition, 0, received -> seen.add(received.value()))));
        }
        assertThat(byKey(List.copyOf(seen))).isEqualTo(byKey(numbered(30, "a", "b", "c", "d")));
        seen.clear();
        publish(bus, List.of("a:more"));
        for (int partition = 0; partition < partitions; partition++) {
            long next = Soon.of(bus.read(Lines.IN, partition, ends.get(partition), r -> seen.add(r.value())));
            assertThat(next).isGreaterThanOrEqualTo(ends.get(partition));
        }
        assertThat(seen).containsExactly("a:more");
    }

    @Test
    void aFollowerThatComesBackGoesOnBehindWhatItHasRead() {
        publish(bus, numbered(10, "a", "b", "c"));
        Positions place = Positions.START;
        BlockingQueue<Received<String>> first = new LinkedBlockingQueue<>();
        Subscription gone = bus.follow(Lines.IN, place, read -> Future.succeededFuture(first.add(read)));
        List<Received<String>> read = Soon.next(4, first);
        Soon.of(gone.close());
        for (Received<String> one : read) {
            place = place.after(one);
        }
        publish(bus, List.of("b:more"));
        BlockingQueue<Received<String>> second = new LinkedBlockingQueue<>();
        Subscription back = bus.follow(Lines.IN, place, more -> Future.succeededFuture(second.add(more)));
        List<String> all = new ArrayList<>(values(read));
        all.addAll(values(Soon.next(7, second)));
        assertThat(all).hasSize(11).doesNotHaveDuplicates().contains("b:more");
        Soon.of(back.close());
    }

    @Test
    void aFollowerFromTheEndReadsWhatComesAfterIt() {
        publish(bus, numbered(5, "a", "b"));
        Positions end = Soon.of(bus.end(Lines.IN));
        publish(bus, List.of("b:new"));
        BlockingQueue<Received<String>> seen = new LinkedBlockingQueue<>();
        Subscription following = bus.follow(Lines.IN, end, read -> Future.succeededFuture(seen.add(read)));
        assertThat(values(Soon.next(1, seen))).containsExactly("b:new");
        Soon.of(following.close());
        assertThat(seen).isEmpty();
        int partition = Soon.of(bus.partition(Lines.IN, "b"));
        assertThat(end.after(Soon.of(lastOf("b"))).of(partition)).isEqualTo(end.of(partition) + 1);
    }

    /** The last record of a key. */
    private Future<Received<String>> lastOf(String key) {
        List<Received<String>> all = new ArrayList<>();
        return bus.partition(Lines.IN, key)
                .compose(partition -> bus.read(Lines.IN, partition, 0, all::add))
                .map(end -> all.get(all.size() - 1));
    }

    @Test
    void aFollowerIsGivenTheNextRecordWhenItIsDoneWithTheOneBefore() {
        publish(bus, numbered(3, "a"));
        BlockingQueue<Promise<Void>> handed = new LinkedBlockingQueue<>();
        Subscription following = bus.follow(Lines.IN, Positions.START, read -> {
            Promise<Void> done = Promise.promise();
            handed.add(done);
            return done.future();
        });
        for (int i = 0; i < 3; i++) {
            Promise<Void> one = Soon.next(1, handed).get(0);
            assertThat(handed).isEmpty();
            one.complete();
        }
        Soon.of(following.caughtUp());
        publish(bus, List.of("a:last"));
        Soon.next(1, handed).get(0).fail("cannot draw");
        assertThatThrownBy(() -> Soon.of(following.ended())).hasStackTraceContaining("cannot draw");
    }

    @Test
    void aFollowerThatIsBusyCanBeClosed() {
        publish(bus, numbered(2, "a"));
        BlockingQueue<String> handed = new LinkedBlockingQueue<>();
        Subscription following = bus.follow(Lines.IN, Positions.START, read -> {
            handed.add(read.value());
            return Promise.promise().future();
        });
        assertThat(Soon.next(1, handed)).hasSize(1);
        Soon.of(following.close());
        assertThat(handed).isEmpty();
    }

    @Test
    void aTailSkipsAndCountsWhatIsMalformed() {
        publish(bus, List.of("a:1", "a:bad", "a:2"));
        assertThat(values(Soon.next(2, tail(bus, Lines.IN)))).containsExactly("a:1", "a:2");
        assertThat(bus.counters().skipped()).isEqualTo(1);
    }

    @Test
    void aReaderThatFailsEndsItsSubscription() {
        publish(bus, List.of("a:1"));
        Subscription tail = bus.tail(Lines.IN, record -> {
            throw new IllegalStateException("cannot draw");
        });
        assertThatThrownBy(() -> Soon.of(tail.ended())).hasMessageContaining("cannot draw");
        assertThatThrownBy(() -> Soon.of(tail.caughtUp())).hasMessageContaining("cannot draw");
    }

    @Test
    void aFeedGivesTheRecordsOfItsKeyFromAnOffset() throws InterruptedException {
        List<String> lines = numbered(90, "a", "b", "c");
        publish(bus, lines);
        List<Received<String>> ofB = new ArrayList<>();
        try (Feed<String> feed = bus.feed(Lines.IN, "b", 0, 4)) {
            for (int i = 0; i < 30; i++) {
                ofB.add(feed.next(Duration.ofSeconds(30)).orElseThrow());
            }
            assertThat(feed.next(Duration.ZERO)).isEmpty();
            publish(bus, List.of("a:late", "b:late"));
            assertThat(feed.next(Duration.ofSeconds(30))).map(Received::value).hasValue("b:late");
        }
        assertThat(values(ofB)).isEqualTo(byKey(lines).get("b"));
        try (Feed<String> feed = bus.feed(Lines.IN, "b", ofB.get(20).offset() + 1, 4)) {
            assertThat(feed.next(Duration.ofSeconds(30)).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(ofB.get(21));
        }
    }

    @Test
    void aFeedFromTheEndReadsWhatComes() throws InterruptedException {
        publish(bus, List.of("a:old", "a:older"));
        long end = Soon.of(bus.end(Lines.IN, "a"));
        publish(bus, List.of("a:new"));
        try (Feed<String> feed = bus.feed(Lines.IN, "a", end, 4)) {
            assertThat(feed.next(Duration.ofSeconds(30))).map(Received::value).hasValue("a:new");
        }
    }
}
