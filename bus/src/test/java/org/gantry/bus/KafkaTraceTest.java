package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.gantry.bus.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bus on Kafka tells. */
class KafkaTraceTest extends TraceContract {
    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(dir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    Bus openBus() {
        return on(broker.bootstrapServers(), tracer);
    }

    private static Bus on(String servers, Tracer tracer) {
        return KafkaBus.connect(
                VERTX,
                BusConfig.of(servers).withPrefix(UUID.randomUUID() + ".").withCloseGrace(Duration.ofSeconds(1)),
                tracer);
    }

    @Test
    void aBrokerThatAnswersIsReachedAndOneThatIsAwayIsNamed() throws IOException {
        assertThat(Soon.of(bus.reach().map("reached"))).isEqualTo("reached");
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        Bus lonely = on("127.0.0.1:" + nobody, Tracer.PASSING);
        assertThatThrownBy(() -> Soon.of(lonely.reach()))
                .hasMessage("no broker at 127.0.0.1:" + nobody + " answers within 3 s");
        Soon.of(lonely.close());
    }
}
