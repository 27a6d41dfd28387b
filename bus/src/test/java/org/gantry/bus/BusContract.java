package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gantry.domain.ContentRef;
import org.junit.jupiter.api.Test;

/** What every bus keeps, whatever it runs on. */
abstract class BusContract extends LetterContract {
    @Test
    void recordsOfAKeyKeepTheirOrder() {
        List<String> lines = numbered(300, "a", "b", "c", "d");
        publish(bus, lines);
        BlockingQueue<Received<String>> seen = tail(bus, Lines.IN);
        List<Received<String>> all = Await.next(lines.size(), seen);
        assertThat(all.stream().map(Received::partition).distinct()).hasSizeGreaterThan(1);
        assertThat(byKey(values(all))).isEqualTo(byKey(lines));
    }

    @Test
    void aTailCatchesUpAndGoesOn() {
        Await.of(bus.createTopics(List.of(Lines.IN)));
        publish(bus, numbered(20, "a", "b"));
        List<String> seen = new ArrayList<>();
        BlockingQueue<String> later = new LinkedBlockingQueue<>();
        Subscription tail = bus.tail(Lines.IN, record -> {
            seen.add(record.value());
            later.add(record.value());
        });
        List<String> before = Await.of(tail.caughtUp().map(done -> List.copyOf(seen)));
        assertThat(before).hasSize(20);
        publish(bus, List.of("a:more"));
        assertThat(Await.next(21, later)).last().isEqualTo("a:more");
    }

    @Test
    void aTailOfAnEmptyTopicIsCaughtUpAtOnce() {
        assertThat(Await.of(bus.tail(Lines.IN, record -> {}).caughtUp().map("yes")))
                .isEqualTo("yes");
    }

    @Test
    void aTailAlsoCatchesUpBehindTransactions() {
        publish(bus, numbered(5, "a"));
        Scribe scribe = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 2, scribe);
        assertThat(Await.next(5, scribe.received)).hasSize(5);
        Await.of(taking.caughtUp());
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Await.of(bus.tail(Lines.OUT, record -> seen.add(record.value())).caughtUp());
        assertThat(seen).containsExactlyElementsOf(numbered(5, "a"));
    }

    @Test
    void aPartitionIsReadToWhatStandsThereNowAndOnFromThere() {
        publish(bus, numbered(30, "a", "b", "c", "d"));
        int partitions = Await.of(bus.partitions(Lines.IN));
        assertThat(partitions).isEqualTo(Lines.IN.partitions());
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        List<Long> ends = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.add(Await.of(bus.read(Lines.IN, partition, 0, received -> seen.add(received.value()))));
        }
        assertThat(byKey(List.copyOf(seen))).isEqualTo(byKey(numbered(30, "a", "b", "c", "d")));
        seen.clear();
        publish(bus, List.of("a:more"));
        for (int partition = 0; partition < partitions; partition++) {
            long next = Await.of(bus.read(Lines.IN, partition, ends.get(partition), r -> seen.add(r.value())));
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
        List<Received<String>> read = Await.next(4, first);
        Await.of(gone.close());
        for (Received<String> one : read) {
            place = place.after(one);
        }
        publish(bus, List.of("b:more"));
        BlockingQueue<Received<String>> second = new LinkedBlockingQueue<>();
        Subscription back = bus.follow(Lines.IN, place, more -> Future.succeededFuture(second.add(more)));
        List<String> all = new ArrayList<>(values(read));
        all.addAll(values(Await.next(7, second)));
        assertThat(all).hasSize(11).doesNotHaveDuplicates().contains("b:more");
        Await.of(back.close());
    }

    @Test
    void aFollowerFromTheEndReadsWhatComesAfterIt() {
        publish(bus, numbered(5, "a", "b"));
        Positions end = Await.of(bus.end(Lines.IN));
        publish(bus, List.of("b:new"));
        BlockingQueue<Received<String>> seen = new LinkedBlockingQueue<>();
        Subscription following = bus.follow(Lines.IN, end, read -> Future.succeededFuture(seen.add(read)));
        assertThat(values(Await.next(1, seen))).containsExactly("b:new");
        Await.of(following.close());
        assertThat(seen).isEmpty();
        int partition = Await.of(bus.partition(Lines.IN, "b"));
        assertThat(end.after(Await.of(lastOf("b"))).of(partition)).isEqualTo(end.of(partition) + 1);
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
            Promise<Void> one = Await.next(1, handed).get(0);
            assertThat(handed).isEmpty();
            one.complete();
        }
        Await.of(following.caughtUp());
        publish(bus, List.of("a:last"));
        Await.next(1, handed).get(0).fail("cannot draw");
        assertThatThrownBy(() -> Await.of(following.ended())).hasStackTraceContaining("cannot draw");
    }

    @Test
    void aFollowerThatIsBusyCanBeClosed() {
        publish(bus, numbered(2, "a"));
        BlockingQueue<String> handed = new LinkedBlockingQueue<>();
        Subscription following = bus.follow(Lines.IN, Positions.START, read -> {
            handed.add(read.value());
            return Promise.promise().future();
        });
        assertThat(Await.next(1, handed)).hasSize(1);
        Await.of(following.close());
        assertThat(handed).isEmpty();
    }

    @Test
    void aTailSkipsAndCountsWhatIsMalformed() {
        publish(bus, List.of("a:1", "a:bad", "a:2"));
        assertThat(values(Await.next(2, tail(bus, Lines.IN)))).containsExactly("a:1", "a:2");
        assertThat(bus.counters().skipped()).isEqualTo(1);
    }

    @Test
    void aReaderThatFailsEndsItsSubscription() {
        publish(bus, List.of("a:1"));
        Subscription tail = bus.tail(Lines.IN, record -> {
            throw new IllegalStateException("cannot draw");
        });
        assertThatThrownBy(() -> Await.of(tail.ended())).hasMessageContaining("cannot draw");
        assertThatThrownBy(() -> Await.of(tail.caughtUp())).hasMessageContaining("cannot draw");
    }

    @Test
    void eachRecordIsTakenOnceAndItsOutcomePublishedOnce() {
        List<String> lines = numbered(60, "a", "b", "c");
        publish(bus, lines);
        Scribe scribe = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 7, scribe);
        List<Received<String>> copies = Await.next(60, tail(bus, Lines.OUT));
        assertThat(byKey(values(copies))).isEqualTo(byKey(lines));
        Await.of(taking.caughtUp());
        assertThat(scribe.batches).allSatisfy(batch -> {
            assertThat(batch).hasSizeBetween(1, 7);
            assertThat(batch)
                    .extracting(Received::partition)
                    .containsOnly(batch.get(0).partition());
            assertThat(batch).noneMatch(Received::replayed);
        });
        assertThat(scribe.state.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(60);
        assertThat(bus.counters().published()).isEqualTo(120);
    }

    @Test
    void aMemberGoesOnWhereItsGroupStopped() {
        publish(bus, List.of("a:1", "a:2"));
        Scribe first = Scribe.silent();
        Subscription taking = bus.take(Lines.IN, "readers", 10, first);
        assertThat(values(Await.next(2, first.received))).containsExactly("a:1", "a:2");
        Await.of(taking.close());
        publish(bus, List.of("a:3"));
        Scribe second = Scribe.silent();
        Await.of(bus.take(Lines.IN, "readers", 10, second).caughtUp());
        assertThat(values(second.received)).containsExactly("a:3");
        Scribe ofAnotherGroup = Scribe.silent();
        Await.of(bus.take(Lines.IN, "others", 10, ofAnotherGroup).caughtUp());
        assertThat(values(ofAnotherGroup.received)).containsExactly("a:1", "a:2", "a:3");
    }

    @Test
    void whatACrashedMemberHadInHandIsDoneByAnother() {
        List<String> lines = numbered(12, "a");
        publish(bus, lines);
        Bus doomed = another();
        AtomicInteger batches = new AtomicInteger();
        Scribe dying = new Scribe(records -> batches.incrementAndGet() < 3
                ? Future.succeededFuture(Scribe.copies(records, Lines.OUT))
                : Promise.<Outbox>promise().future());
        Subscription lost = doomed.take(Lines.IN, "copiers", 3, dying);
        assertThat(values(Await.next(9, dying.received))).isEqualTo(lines.subList(0, 9));
        Await.of(lost.close());
        Scribe heir = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 3, heir);
        assertThat(values(Await.next(6, heir.received))).isEqualTo(lines.subList(6, 12));
        Await.of(taking.caughtUp());
        assertThat(heir.received).noneMatch(Received::replayed);
        assertThat(all(Lines.OUT)).isEqualTo(lines);
    }

    @Test
    void stateThatLagsBehindTheGroupIsReplayedWithoutPublishing() {
        publish(bus, numbered(8, "a"));
        Scribe first = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 4, first);
        Await.of(taking.caughtUp());
        Await.of(taking.close());
        publish(bus, List.of("a:new"));
        Scribe second = Scribe.copying(Lines.OUT);
        int partition = first.received.element().partition();
        second.state.put(partition, 3L);
        Await.of(bus.take(Lines.IN, "copiers", 4, second).caughtUp());
        assertThat(values(second.received)).containsExactly("a:3", "a:4", "a:5", "a:6", "a:7", "a:new");
        assertThat(second.received).extracting(Received::replayed).containsExactly(true, true, true, true, true, false);
        assertThat(second.batches)
                .allMatch(batch ->
                        batch.stream().map(Received::replayed).distinct().count() == 1);
        assertThat(second.committed)
                .extracting(Map.Entry::getValue)
                .containsExactly(7L, 8L, second.state.get(partition));
        assertThat(all(Lines.OUT)).hasSize(9).last().isEqualTo("a:new");
    }

    @Test
    void aStateOfAnotherLogIsRefused() {
        Scribe scribe = Scribe.silent();
        IntStream.range(0, 3).forEach(partition -> scribe.state.put(partition, 99L));
        Subscription taking = bus.take(Lines.IN, "readers", 10, scribe);
        assertThatThrownBy(() -> Await.of(taking.ended())).hasMessageContaining("includes offset 99");
    }

    @Test
    void onlyOneBatchOfAPartitionIsInFlightAndPartitionsDoNotWaitForEachOther() {
        publish(bus, numbered(300, "a", "b", "c", "d", "e", "f"));
        Set<Integer> inFlight = ConcurrentHashMap.newKeySet();
        BlockingQueue<Integer> doubled = new LinkedBlockingQueue<>();
        BlockingQueue<Map.Entry<List<Received<String>>, Promise<Outbox>>> held = new LinkedBlockingQueue<>();
        Scribe slow = new Scribe(records -> {
            Promise<Outbox> promise = Promise.promise();
            int partition = records.get(0).partition();
            if (!inFlight.add(partition)) {
                doubled.add(partition);
            }
            held.add(Map.entry(records, promise));
            return promise.future();
        });
        Subscription taking = bus.take(Lines.IN, "slow", 5, slow);
        List<Map.Entry<List<Received<String>>, Promise<Outbox>>> firstTwo = Await.next(2, held);
        assertThat(inFlight).hasSizeGreaterThan(1);
        held.addAll(firstTwo);
        for (int handled = 0; handled < 300; ) {
            Map.Entry<List<Received<String>>, Promise<Outbox>> next = Await.next(held);
            handled += next.getKey().size();
            assertThat(next.getKey()).hasSizeLessThanOrEqualTo(5);
            assertThat(inFlight.remove(next.getKey().get(0).partition())).isTrue();
            next.getValue().complete(new Outbox());
        }
        Await.of(taking.caughtUp());
        assertThat(doubled).isEmpty();
    }

    @Test
    void membersShareThePartitionsAndTheLastOneTakesAll() {
        Scribe first = Scribe.copying(Lines.OUT);
        Scribe second = Scribe.copying(Lines.OUT);
        Subscription one = bus.take(Lines.IN, "copiers", 10, first);
        Await.of(one.caughtUp());
        Bus other = another();
        Subscription two = other.take(Lines.IN, "copiers", 10, second);
        assertThat(Await.next(first.revoked)).isBetween(0, 2);
        Await.of(two.caughtUp());
        List<String> lines = numbered(90, "a", "b", "c", "d", "e", "f");
        BlockingQueue<Received<String>> copies = tail(bus, Lines.OUT);
        publish(bus, lines);
        assertThat(byKey(values(Await.next(90, copies)))).isEqualTo(byKey(lines));
        assertThat(first.received).isNotEmpty();
        Await.of(one.close());
        publish(bus, lines);
        assertThat(byKey(values(Await.next(90, copies)))).isEqualTo(byKey(lines));
        assertThat(copies).isEmpty();
    }

    @Test
    void aTakerThatFailsEndsItsSubscriptionAndCommitsNothing() {
        publish(bus, List.of("a:1"));
        Subscription failing = bus.take(Lines.IN, "g", 10, new Scribe(records -> Future.failedFuture("out of memory")));
        assertThatThrownBy(() -> Await.of(failing.ended())).hasMessageContaining("out of memory");
        Scribe heir = Scribe.silent();
        Await.of(bus.take(Lines.IN, "g", 10, heir).caughtUp());
        assertThat(values(heir.received)).containsExactly("a:1");
    }

    @Test
    void aTransactionThatCannotBeCompleteLeavesNothing() {
        publish(bus, List.of("a:1"));
        Scribe greedy = new Scribe(records -> Future.succeededFuture(new Outbox()
                .publish(Lines.OUT, "a:small")
                .publish(Lines.LATEST, "a:" + "x".repeat(2 * BusConfig.CHUNK_BYTES))));
        Subscription taking = bus.take(Lines.IN, "g", 10, greedy);
        assertThatThrownBy(() -> Await.of(taking.ended())).hasMessageContaining("latest.v1 keeps only the latest");
        assertThat(greedy.committed).isEmpty();
        assertThat(all(Lines.OUT)).isEmpty();
    }

    @Test
    void aValueAboveTheChunkSizeNeverGoesToACompactedTopic() {
        String large = "a:" + "x".repeat(BusConfig.CHUNK_BYTES);
        assertThatThrownBy(() -> Await.of(bus.publish(Lines.LATEST, large)))
                .isExactlyInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(BusException.class)
                .hasMessageContaining("put it on the contents topic");
        publish(bus, List.of("a:1"));
        assertThat(Await.of(bus.publish(Lines.LATEST, "a:small"))).isZero();
    }

    @Test
    void aLargeValueArrivesWhole() {
        String large = "a:" + "0123456789".repeat(300_000);
        publish(bus, List.of("a:before", large, "a:after"));
        assertThat(values(Await.next(3, tail(bus, Lines.IN)))).containsExactly("a:before", large, "a:after");
        Subscription taking = bus.take(Lines.IN, "copiers", 10, Scribe.copying(Lines.OUT));
        Await.of(taking.caughtUp());
        assertThat(all(Lines.OUT)).containsExactly("a:before", large, "a:after");
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
        long end = Await.of(bus.end(Lines.IN, "a"));
        publish(bus, List.of("a:new"));
        try (Feed<String> feed = bus.feed(Lines.IN, "a", end, 4)) {
            assertThat(feed.next(Duration.ofSeconds(30))).map(Received::value).hasValue("a:new");
        }
    }

    @Test
    void aContentComesBackAndAMissingOneIsNamed() {
        byte[] content = "weights".repeat(400_000).getBytes(StandardCharsets.UTF_8);
        ContentRef ref = Await.of(bus.putContent(content));
        ContentRef second = Await.of(bus.putContent(new byte[] {1}));
        assertThat(ref.size()).isEqualTo(content.length);
        assertThat(Await.of(another().content(ref))).isEqualTo(content);
        assertThat(Await.of(bus.content(second))).containsExactly(1);
        ContentRef passing = Await.of(bus.putContent(Contents.CHECKPOINTS, content));
        assertThat(Await.of(another().content(Contents.CHECKPOINTS, passing))).isEqualTo(content);
        ContentRef moved = new ContentRef(ref.digest(), ref.size(), ref.offset() + 1_000);
        assertThatThrownBy(() -> Await.of(bus.content(moved)))
                .hasMessageContaining(ref.digest() + " of 2800000 bytes is gone");
    }

    @Test
    void aClosedBusHasEndedItsSubscriptionsAndRefusesToPublish() {
        Subscription tail = bus.tail(Lines.IN, record -> {});
        Subscription taking = bus.take(Lines.IN, "g", 10, Scribe.silent());
        Await.of(taking.caughtUp());
        Await.of(bus.close());
        assertThat(tail.ended().succeeded()).isTrue();
        assertThat(taking.ended().succeeded()).isTrue();
        assertThatThrownBy(() -> Await.of(bus.publish(Lines.IN, "a:1"))).hasMessageContaining("the bus is closed");
    }
}
