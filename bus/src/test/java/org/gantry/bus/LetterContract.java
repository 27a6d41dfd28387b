package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.gantry.bus.Settlement.Verdict;
import org.gantry.bus.letter.KnownLetters;
import org.gantry.bus.letter.LetterState;
import org.junit.jupiter.api.Test;

/** What every bus keeps of records that cannot be handled, and of what is done about them. */
abstract class LetterContract extends OpenBus {
    @Test
    void malformedAndRejectedRecordsGoToTheDeadLettersAndTheRestGoesOn() {
        publish(bus, List.of("a:1", "a:bad", "a:2", "a:unwanted", "a:3"));
        Scribe scribe = new Scribe(records -> {
            Outbox outbox = new Outbox();
            records.forEach(record -> {
                if (record.value().endsWith("unwanted")) {
                    outbox.reject(record, "nobody wants it");
                } else {
                    outbox.publish(Lines.OUT, record.value());
                }
            });
            return Future.succeededFuture(outbox);
        });
        Subscription taking = bus.take(Lines.IN, "choosers", 10, scribe);
        Soon.of(taking.caughtUp());
        assertThat(all(Lines.OUT)).containsExactly("a:1", "a:2", "a:3");
        BlockingQueue<DeadLetter> letters = new LinkedBlockingQueue<>();
        Soon.of(bus.deadLetters(Lines.IN, letters::add).caughtUp());
        int partition = scribe.received.element().partition();
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.topic()).isEqualTo("in.v1");
            assertThat(letter.partition()).isEqualTo(partition);
            assertThat(letter.key()).isEqualTo("a");
        });
        assertThat(letters).extracting(DeadLetter::reason).containsExactly("the line is bad", "nobody wants it");
        assertThat(letters)
                .extracting(DeadLetter::cause)
                .containsExactly("java.lang.IllegalArgumentException", "rejected by choosers");
        assertThat(letters).extracting(DeadLetter::offset).containsExactly(1L, 3L);
        assertThat(letters)
                .extracting(letter -> new String(letter.bytes(), StandardCharsets.UTF_8))
                .containsExactly("a:bad", "a:unwanted");
        assertThat(bus.counters().deadLetters()).isEqualTo(2);
        Scribe again = Scribe.silent();
        Soon.of(taking.close());
        Soon.of(bus.take(Lines.IN, "choosers", 10, again).caughtUp());
        assertThat(again.batches).isEmpty();
    }

    @Test
    void aRecordThatWasTakenBeforeCanBeBuried() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        publish(bus, List.of("a:1", "a:2"));
        Scribe scribe = Scribe.silent();
        Soon.of(bus.take(Lines.IN, "undertakers", 10, scribe).caughtUp());
        Received<String> second = scribe.received.stream()
                .filter(r -> r.value().equals("a:2"))
                .findFirst()
                .orElseThrow();
        Soon.of(bus.bury(second, "nobody came for it", "the test"));
        BlockingQueue<DeadLetter> letters = new LinkedBlockingQueue<>();
        Soon.of(bus.deadLetters(Lines.IN, letters::add).caughtUp());
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.head())
                    .isEqualTo(new LetterHead(
                            new LetterPlace("in.v1", 0, 0),
                            letter.head().time(),
                            second.partition(),
                            second.offset(),
                            "a",
                            "nobody came for it",
                            "the test",
                            3,
                            Map.of()));
            assertThat(letter.head().time()).isBetween(before, Instant.now());
            assertThat(letter.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("a:2");
        });
        assertThat(bus.counters().deadLetters()).isEqualTo(1);
    }

    @Test
    void aReplayedLetterIsPublishedAgainAsItWasAndIsOpenNoMore() {
        LetterPlace first = refuse("a:unwanted", "a:also unwanted").get(0);
        BlockingQueue<Received<String>> seen = tail(bus, Lines.IN);
        List<Received<String>> before = Soon.next(2, seen);
        Soon.of(bus.settle(Lines.IN, List.of(first), Verdict.REPLAYED, "the test"));
        Received<String> again = Soon.next(seen);
        Received<String> original = before.stream()
                .filter(r -> r.value().equals("a:unwanted"))
                .findFirst()
                .orElseThrow();
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("offset", "origin")
                .isEqualTo(original);
        assertThat(again.offset()).isGreaterThan(original.offset());
        List<LetterState> letters = letters();
        assertThat(letters).extracting(LetterState::word).containsExactly("REPLAYED", "OPEN");
        Settlement settlement = letters.get(0).settlement().orElseThrow();
        assertThat(settlement.place()).isEqualTo(first);
        assertThat(settlement.by()).isEqualTo("the test");
        assertThat(settlement.time()).isAfterOrEqualTo(letters.get(0).head().time());
    }

    @Test
    void aDroppedLetterIsOpenNoMoreAndStaysReadable() {
        List<LetterPlace> places = refuse("a:unwanted", "a:also unwanted", "a:last unwanted");
        Soon.of(bus.settle(Lines.IN, places.subList(1, 3), Verdict.DROPPED, "the test"));
        assertThat(letters()).extracting(LetterState::word).containsExactly("OPEN", "DROPPED", "DROPPED");
        assertThat(all(Lines.IN)).hasSize(3);
        DeadLetter dropped = Soon.of(another().deadLetter(places.get(2)));
        assertThat(dropped.place()).isEqualTo(places.get(2));
        assertThat(dropped.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("a:last unwanted");
    }

    @Test
    void aLetterIsSettledOnceAndNothingIsDoneWhereOneIsNotOpen() {
        List<LetterPlace> places = refuse("a:unwanted", "a:also unwanted");
        Soon.of(bus.settle(Lines.IN, places.subList(0, 1), Verdict.DROPPED, "somebody"));
        assertThatThrownBy(() -> Soon.of(bus.settle(Lines.IN, places, Verdict.REPLAYED, "the test")))
                .hasMessageContaining(places.get(0) + " is settled already: DROPPED by somebody at 20")
                .cause()
                .extracting("reason")
                .isEqualTo(SettlementException.Reason.SETTLED);
        LetterPlace nowhere = new LetterPlace("in.v1", 0, 1_000);
        LetterPlace marker = new LetterPlace("in.v1", 0, places.get(1).offset() + 1);
        for (LetterPlace wrong : List.of(nowhere, marker, new LetterPlace("in.v1", 7, 0))) {
            assertThatThrownBy(() -> Soon.of(bus.settle(Lines.IN, List.of(wrong), Verdict.REPLAYED, "the test")))
                    .hasMessageContaining("there is no dead letter at " + wrong);
            assertThatThrownBy(() -> Soon.of(bus.deadLetter(wrong)))
                    .hasMessageContaining("there is no dead letter at " + wrong);
        }
        assertThat(letters()).extracting(LetterState::word).containsExactly("DROPPED", "OPEN");
        assertThat(all(Lines.IN)).hasSize(2);
    }

    @Test
    void ofTwoProcessesThatReplayALetterAtOnceOneDoes() {
        List<LetterPlace> places = refuse("a:unwanted");
        List<Future<Void>> both = Stream.of(bus, another())
                .map(each -> each.settle(Lines.IN, places, Verdict.REPLAYED, "one of two"))
                .toList();
        assertThatThrownBy(() -> Soon.of(Future.join(both)))
                .hasMessageContaining(places.get(0) + " is settled already: REPLAYED by one of two");
        assertThat(both.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(all(Lines.IN)).containsExactly("a:unwanted", "a:unwanted");
        assertThat(letters()).extracting(LetterState::word).containsExactly("REPLAYED");
    }

    @Test
    void aLargeLetterIsReplayedWholeAndBetweenManySmallOnes() {
        String large = "a:" + "unwanted".repeat(300_000);
        Stream<String> small = Stream.iterate(0, n -> n + 1).limit(150).map(n -> "b:unwanted " + n);
        List<LetterPlace> places = refuse(Stream.concat(Stream.of(large), small).toArray(String[]::new));
        Soon.of(bus.settle(Lines.IN, places, Verdict.REPLAYED, "the test"));
        assertThat(letters()).hasSize(151).allMatch(letter -> letter.word().equals("REPLAYED"));
        List<String> lines = all(Lines.IN);
        assertThat(lines).hasSize(302);
        assertThat(lines.stream().filter(large::equals)).hasSize(2);
        assertThat(lines.stream().filter("b:unwanted 149"::equals)).hasSize(2);
    }

    @Test
    void aReplayedRecordThatIsRejectedAgainIsAnotherLetter() {
        LetterPlace first = refuse("a:unwanted").get(0);
        Soon.of(bus.settle(Lines.IN, List.of(first), Verdict.REPLAYED, "the test"));
        List<LetterPlace> places = refuse();
        assertThat(places).hasSize(2).startsWith(first);
        assertThat(letters()).extracting(LetterState::word).containsExactly("REPLAYED", "OPEN");
    }

    /** Publishes lines and lets a group reject all that it finds; gives the places of all letters. */
    private List<LetterPlace> refuse(String... lines) {
        publish(bus, List.of(lines));
        Subscription taking = bus.take(Lines.IN, "refusers", 10, new Scribe(records -> {
            Outbox outbox = new Outbox();
            records.forEach(record -> outbox.reject(record, "nobody wants it"));
            return Future.succeededFuture(outbox);
        }));
        Soon.of(taking.caughtUp().compose(done -> taking.close()));
        return letters().stream().map(letter -> letter.head().place()).toList();
    }

    /** All letters, read by another process. */
    private List<LetterState> letters() {
        try (KnownLetters known =
                new KnownLetters(another(), List.of(Lines.IN, Lines.OUT), Integer.MAX_VALUE, event -> {})) {
            Soon.of(known.caughtUp());
            return known.all();
        }
    }
}
