package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.gantry.bus.RecordingTracer.Ended;
import org.gantry.bus.trace.Trace;
import org.junit.jupiter.api.Test;

/** What every bus says of where records come from, of spans, of ages and of lags. */
abstract class TraceContract extends OpenBus {
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05.678Z");

    final RecordingTracer tracer = new RecordingTracer();
    private final Trace first = Trace.begin();
    private final Trace second = Trace.begin();

    private void publish(String line, Origin origin) {
        assertThat(Soon.of(bus.publish(Lines.IN, line, origin))).isNotNegative();
    }

    private static String traceId(Received<?> received) {
        return received.origin().trace().map(Trace::traceId).orElse("none");
    }

    @Test
    void aPublishedRecordCarriesItsTraceAtANewSpanAndTheTimeOfItsBeginning() {
        publish("a:1", Origin.of(first).at(first));
        Received<String> untimed = Soon.next(tail(bus, Lines.IN));
        assertThat(traceId(untimed)).isEqualTo(first.traceId());
        assertThat(untimed.origin().trace().orElseThrow().spanId()).isNotEqualTo(first.spanId());
        assertThat(untimed.origin().since().orElseThrow())
                .as("the record begins a chain")
                .isAfter(LONG_AGO);

        publish("a:2", new Origin(Optional.of(first), Optional.of(LONG_AGO)));
        assertThat(Soon.next(2, tail(bus, Lines.IN)).get(1).origin().since()).contains(LONG_AGO);
    }

    @Test
    void whatIsPublishedWithoutATraceHasNone() {
        publish("a:1", Origin.UNKNOWN);
        assertThat(Soon.next(tail(bus, Lines.IN)).origin().trace()).isEmpty();
        assertThat(tracer.ended).isEmpty();
    }

    /** Keys a and d share a partition of IN: one batch has records of two traces and of none. */
    @Test
    void anEventGoesOnWhereTheRecordOfItsKeyCameFrom() {
        publish("a:1", Origin.of(first));
        publish("d:1", Origin.of(second));
        publish("g:1", Origin.UNKNOWN);
        Subscription taking = bus.take(Lines.IN, "copiers", 10, Scribe.copying(Lines.OUT));
        Map<String, String> traces = Soon.next(3, tail(bus, Lines.OUT)).stream()
                .collect(Collectors.toMap(Received::key, TraceContract::traceId));
        assertThat(traces)
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", first.traceId(), "d", second.traceId(), "g", "none"));
        Soon.of(taking.close());
    }

    @Test
    void spansFollowARecordFromItsPublicationToWhatItsHandlingPublished() {
        publish("a:1", Origin.of(first));
        publish("a:2", Origin.of(first));
        Subscription taking = bus.take(Lines.IN, "copiers", 10, Scribe.copying(Lines.OUT));
        Soon.of(taking.caughtUp());
        List<Ended> spans = Soon.next(2, tracer.ended);
        assertThat(spans).extracting(Ended::what).containsOnly("PUBLISH in.v1 a");
        assertThat(spans).extracting(Ended::parent).containsOnly(Optional.of(first));

        List<Ended> later = new ArrayList<>(Soon.next(3, tracer.ended));
        Ended handling = later.stream()
                .filter(span -> span.what().equals("HANDLE in.v1 a"))
                .findFirst()
                .orElseThrow();
        assertThat(handling.parent()).contains(spans.get(0).trace());
        later.remove(handling);
        assertThat(later).extracting(Ended::what).containsOnly("PUBLISH out.v1 a");
        assertThat(later).extracting(Ended::parent).containsOnly(Optional.of(handling.trace()));
        assertThat(later).extracting(Ended::failed).containsOnly(false);
        Soon.of(taking.close());
    }

    @Test
    void agesAreToldOfWhatABeginningIsKnownOf() {
        BlockingQueue<Map.Entry<String, Duration>> ages = new LinkedBlockingQueue<>();
        bus.counters().tellAges((topic, age) -> ages.add(Map.entry(topic, age)));
        publish("a:1", Origin.UNKNOWN);
        publish("a:2", new Origin(Optional.empty(), Optional.of(LONG_AGO)));
        Map.Entry<String, Duration> told = Soon.next(ages);
        assertThat(told.getKey()).isEqualTo("in.v1");
        assertThat(told.getValue()).isGreaterThan(Duration.ofDays(1));

        Subscription taking = bus.take(Lines.IN, "copiers", 10, Scribe.copying(Lines.OUT));
        assertThat(Soon.next(2, ages))
                .extracting(Map.Entry::getKey)
                .as("a record without a beginning begins with itself")
                .containsOnly("out.v1");
        assertThat(bus.counters().publishedByTopic()).containsOnly(Map.entry("in.v1", 2L), Map.entry("out.v1", 2L));
        Soon.of(taking.close());
    }

    @Test
    void deadLettersAreCountedByTopic() {
        publish("a:bad", Origin.UNKNOWN);
        Scribe scribe = Scribe.silent();
        Subscription taking = bus.take(Lines.IN, "readers", 10, scribe);
        Soon.next(scribe.committed);
        assertThat(bus.counters().deadLettersByTopic()).isEqualTo(Map.of("in.v1", 1L));
        Soon.of(taking.close());
    }

    @Test
    void aMemberIsBehindByWhatItHasNotHandled() {
        publish(bus, List.of("a:1", "a:2", "a:3", "a:4", "a:5"));
        Promise<Void> allowed = Promise.promise();
        Scribe slow = new Scribe(records ->
                allowed.future().compose(done -> Future.succeededFuture(Scribe.copies(records, Lines.OUT))));
        Subscription taking = bus.take(Lines.IN, "slow", 2, slow);
        Soon.next(2, slow.received);
        awaitLag(5);
        publish(bus, List.of("a:6", "a:7"));
        awaitLag(7);
        allowed.complete();
        Soon.of(taking.caughtUp());
        awaitLag(0);
        Soon.of(taking.close());
        assertThat(bus.lags()).isEmpty();
    }

    private void awaitLag(long records) {
        List<Lag> expected = List.of(new Lag("in.v1", "slow", records));
        Instant limit = Instant.now().plus(Duration.ofMinutes(1));
        while (!bus.lags().equals(expected) && Instant.now().isBefore(limit)) {
            Thread.onSpinWait();
        }
        assertThat(bus.lags()).isEqualTo(expected);
    }
}
