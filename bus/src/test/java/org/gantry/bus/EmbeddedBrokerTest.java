package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path dir;

    @Test
    void aSecondBrokerOnTheSameDirectoryIsRefusedAndTheFirstGoesOn() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dir))
                    .isInstanceOf(BusException.class)
                    .hasMessage("broker directory " + dir + " is in use by another gantry process");
            Bus bus = bus(broker);
            Soon.of(bus.createTopics(List.of(Lines.IN)));
            assertThat(Soon.of(bus.publish(Lines.IN, "a:1"))).isZero();
            Soon.of(bus.close());
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "no directory");
        assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("broker")))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("broker directory " + file.resolve("broker") + " cannot be written");
    }

    @Test
    void aPortThatIsTakenIsNamedAndTheDirectoryIsFreeAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> EmbeddedBroker.start(dir, taken.getLocalPort()))
                        .isInstanceOf(BusException.class)
                        .hasMessageContaining("port " + taken.getLocalPort() + " is taken by another program");
            }
        }
    }

    /** The broker goes away with records in flight and comes back on its directory and port. */
    @Test
    void whileTheBrokerIsAwayPublishersAndTakersWaitAndNothingIsLostOrDoubled() {
        int port;
        List<Future<Long>> published = new ArrayList<>();
        Bus bus;
        Scribe scribe = Scribe.copying(Lines.OUT);
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
            port = Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
            bus = bus(broker);
            Soon.of(bus.createTopics(List.of(Lines.IN, Lines.OUT)));
            Subscription taking = bus.take(Lines.IN, "copiers", 3, scribe);
            assertThat(taking.ended().isComplete()).isFalse();
            published.addAll(publish(bus, 0, 30));
            Soon.next(scribe.batches);
        }
        published.addAll(publish(bus, 30, 60));
        try (EmbeddedBroker back = EmbeddedBroker.start(dir, port)) {
            published.addAll(publish(bus, 60, 90));
            assertThat(Soon.of(Future.all(published)).succeeded()).isTrue();
            List<String> copies = new ArrayList<>();
            var seen = OpenBus.tail(bus, Lines.OUT);
            Soon.next(90, seen).forEach(record -> copies.add(record.value()));
            assertThat(copies).containsExactlyInAnyOrderElementsOf(lines(0, 90));
            assertThat(seen).isEmpty();
            assertThat(back.bootstrapServers()).endsWith(":" + port);
            Soon.of(bus.close());
        }
    }

    @Test
    void closingABusWhoseBrokerIsAwayEndsWithWhatWasNotPublishedFailed() {
        Bus bus;
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
            bus = bus(broker);
            Soon.of(bus.createTopics(List.of(Lines.IN)));
            Soon.of(bus.publish(Lines.IN, "a:1"));
        }
        Future<Long> late = bus.publish(Lines.IN, "a:2");
        Soon.of(bus.close());
        assertThatThrownBy(() -> Soon.of(late)).isNotNull();
    }

    /** Started in the wrong order: first the reader and the publisher, then the broker. */
    @Test
    void readersAndPublishersWaitForTheFirstBroker() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Bus early = KafkaBus.connect(OpenBus.VERTX, BusConfig.of("127.0.0.1:" + port));
        var seen = OpenBus.tail(early, Lines.IN);
        Feed<String> feed = early.feed(Lines.IN, "a", 0, 4);
        Future<Long> published = early.publish(Lines.IN, "a:1");
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, port)) {
            Bus maker = bus(broker);
            Soon.of(maker.createTopics(List.of(Lines.IN)));
            assertThat(Soon.of(published)).isZero();
            assertThat(Soon.next(seen).value()).isEqualTo("a:1");
            assertThat(feed.next(Duration.ofSeconds(60))).map(Received::value).hasValue("a:1");
            Soon.of(maker.close());
            Soon.of(early.close());
        }
    }

    private static Bus bus(EmbeddedBroker broker) {
        return KafkaBus.connect(
                OpenBus.VERTX, BusConfig.of(broker.bootstrapServers()).withCloseGrace(Duration.ofSeconds(1)));
    }

    private static List<Future<Long>> publish(Bus bus, int from, int to) {
        return lines(from, to).stream().map(line -> bus.publish(Lines.IN, line)).toList();
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "k" + i % 7 + ":" + i).toList();
    }
}
