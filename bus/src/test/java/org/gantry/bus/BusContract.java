package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
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

/** What every bus keeps, whatever it runs on: for those who take and publish, and all the rest. */
abstract class BusContract extends ReadContract {
    @Test
    void eachRecordIsTakenOnceAndItsOutcomePublishedOnce() {
        List<String> lines = numbered(60, "a", "b", "c");
        publish(bus, lines);
        Scribe scribe = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 7, scribe);
        List<Received<String>> copies = Soon.next(60, tail(bus, Lines.OUT));
        assertThat(byKey(values(copies))).isEqualTo(byKey(lines));
        Soon.of(taking.caughtUp());
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
        assertThat(values(Soon.next(2, first.received))).containsExactly("a:1", "a:2");
        Soon.of(taking.close());
        publish(bus, List.of("a:3"));
        Scribe second = Scribe.silent();
        Soon.of(bus.take(Lines.IN, "readers", 10, second).caughtUp());
        assertThat(values(second.received)).containsExactly("a:3");
        Scribe ofAnotherGroup = Scribe.silent();
        Soon.of(bus.take(Lines.IN, "others", 10, ofAnotherGroup).caughtUp());
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
        assertThat(values(Soon.next(9, dying.received))).isEqualTo(lines.subList(0, 9));
        Soon.of(lost.close());
        Scribe heir = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 3, heir);
        assertThat(values(Soon.next(6, heir.received))).isEqualTo(lines.subList(6, 12));
        Soon.of(taking.caughtUp());
        assertThat(heir.received).noneMatch(Received::replayed);
        assertThat(all(Lines.OUT)).isEqualTo(lines);
    }

    @Test
    void stateThatLagsBehindTheGroupIsReplayedWithoutPublishing() {
        publish(bus, numbered(8, "a"));
        Scribe first = Scribe.copying(Lines.OUT);
        Subscription taking = bus.take(Lines.IN, "copiers", 4, first);
        Soon.of(taking.caughtUp());
        Soon.of(taking.close());
        publish(bus, List.of("a:new"));
        Scribe second = Scribe.copying(Lines.OUT);
        int partition = first.received.element().partition();
        second.state.put(partition, 3L);
        Soon.of(bus.take(Lines.IN, "copiers", 4, second).caughtUp());
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
        assertThatThrownBy(() -> Soon.of(taking.ended())).hasMessageContaining("includes offset 99");
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
        List<Map.Entry<List<Received<String>>, Promise<Outbox>>> firstTwo = Soon.next(2, held);
        assertThat(inFlight).hasSizeGreaterThan(1);
        held.addAll(firstTwo);
        for (int handled = 0; handled < 300; ) {
            Map.Entry<List<Received<String>>, Promise<Outbox>> next = Soon.next(held);
            handled += next.getKey().size();
            assertThat(next.getKey()).hasSizeLessThanOrEqualTo(5);
            assertThat(inFlight.remove(next.getKey().get(0).partition())).isTrue();
            next.getValue().complete(new Outbox());
        }
        Soon.of(taking.caughtUp());
        assertThat(doubled).isEmpty();
    }

    @Test
    void membersShareThePartitionsAndTheLastOneTakesAll() {
        Scribe first = Scribe.copying(Lines.OUT);
        Scribe second = Scribe.copying(Lines.OUT);
        Subscription one = bus.take(Lines.IN, "copiers", 10, first);
        Soon.of(one.caughtUp());
        Bus other = another();
        Subscription two = other.take(Lines.IN, "copiers", 10, second);
        assertThat(Soon.next(first.revoked)).isBetween(0, 2);
        Soon.of(two.caughtUp());
        List<String> lines = numbered(90, "a", "b", "c", "d", "e", "f");
        BlockingQueue<Received<String>> copies = tail(bus, Lines.OUT);
        publish(bus, lines);
        assertThat(byKey(values(Soon.next(90, copies)))).isEqualTo(byKey(lines));
        assertThat(first.received).isNotEmpty();
        Soon.of(one.close());
        publish(bus, lines);
        assertThat(byKey(values(Soon.next(90, copies)))).isEqualTo(byKey(lines));
        assertThat(copies).isEmpty();
    }

    @Test
    void aTakerThatFailsEndsItsSubscriptionAndCommitsNothing() {
        publish(bus, List.of("a:1"));
        Subscription failing = bus.take(Lines.IN, "g", 10, new Scribe(records -> Future.failedFuture("out of memory")));
        assertThatThrownBy(() -> Soon.of(failing.ended())).hasMessageContaining("out of memory");
        Scribe heir = Scribe.silent();
        Soon.of(bus.take(Lines.IN, "g", 10, heir).caughtUp());
        assertThat(values(heir.received)).containsExactly("a:1");
    }

    @Test
    void aTransactionThatCannotBeCompleteLeavesNothing() {
        publish(bus, List.of("a:1"));
        Scribe greedy = new Scribe(records -> Future.succeededFuture(new Outbox()
                .publish(Lines.OUT, "a:small")
                .publish(Lines.LATEST, "a:" + "x".repeat(2 * BusConfig.CHUNK_BYTES))));
        Subscription taking = bus.take(Lines.IN, "g", 10, greedy);
        assertThatThrownBy(() -> Soon.of(taking.ended())).hasMessageContaining("latest.v1 keeps only the latest");
        assertThat(greedy.committed).isEmpty();
        assertThat(all(Lines.OUT)).isEmpty();
    }

    @Test
    void aValueAboveTheChunkSizeNeverGoesToACompactedTopic() {
        String large = "a:" + "x".repeat(BusConfig.CHUNK_BYTES);
        assertThatThrownBy(() -> Soon.of(bus.publish(Lines.LATEST, large)))
                .isExactlyInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(BusException.class)
                .hasMessageContaining("put it on the contents topic");
        publish(bus, List.of("a:1"));
        assertThat(Soon.of(bus.publish(Lines.LATEST, "a:small"))).isZero();
    }

    @Test
    void aLargeValueArrivesWhole() {
        String large = "a:" + "0123456789".repeat(300_000);
        publish(bus, List.of("a:before", large, "a:after"));
        assertThat(values(Soon.next(3, tail(bus, Lines.IN)))).containsExactly("a:before", large, "a:after");
        Subscription taking = bus.take(Lines.IN, "copiers", 10, Scribe.copying(Lines.OUT));
        Soon.of(taking.caughtUp());
        assertThat(all(Lines.OUT)).containsExactly("a:before", large, "a:after");
    }

    @Test
    void aContentComesBackAndAMissingOneIsNamed() {
        byte[] content = "weights".repeat(400_000).getBytes(StandardCharsets.UTF_8);
        ContentRef ref = Soon.of(bus.putContent(content));
        ContentRef second = Soon.of(bus.putContent(new byte[] {1}));
        assertThat(ref.size()).isEqualTo(content.length);
        assertThat(Soon.of(another().content(ref))).isEqualTo(content);
        assertThat(Soon.of(bus.content(second))).containsExactly(1);
        ContentRef passing = Soon.of(bus.putContent(Contents.CHECKPOINTS, content));
        assertThat(Soon.of(another().content(Contents.CHECKPOINTS, passing))).isEqualTo(content);
        ContentRef moved = new ContentRef(ref.digest(), ref.size(), ref.offset() + 1_000);
        assertThatThrownBy(() -> Soon.of(bus.content(moved)))
                .hasMessageContaining(ref.digest() + " of 2800000 bytes is gone");
    }

    @Test
    void aClosedBusHasEndedItsSubscriptionsAndRefusesToPublish() {
        Subscription tail = bus.tail(Lines.IN, record -> {});
        Subscription taking = bus.take(Lines.IN, "g", 10, Scribe.silent());
        Soon.of(taking.caughtUp());
        Soon.of(bus.close());
        assertThat(tail.ended().succeeded()).isTrue();
        assertThat(taking.ended().succeeded()).isTrue();
        assertThatThrownBy(() -> Soon.of(bus.publish(Lines.IN, "a:1"))).hasMessageContaining("the bus is closed");
    }
}
