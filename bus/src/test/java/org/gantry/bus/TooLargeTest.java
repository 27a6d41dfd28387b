package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.gantry.bus.Topic.Kept;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that takes smaller records than this bus makes: its producer hears so at once, with what to change. */
class TooLargeTest {
    private static final Topic<byte[]> NARROW =
            new Topic<>("narrow.v1", Contents.TOPIC.codec(), new Key<>("key", bytes -> "key"), 1, Kept.FOR_EVER);
    private static final byte[] LARGE = new byte[700_000];

    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;
    private Bus bus;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.start(dir);
        Bus first = KafkaBus.connect(OpenBus.VERTX, BusConfig.of(broker.bootstrapServers()));
        Soon.of(first.createTopics(List.of(Lines.IN, NARROW)));
        Soon.of(first.close());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "gantry.narrow.v1");
            AlterConfigOp narrow = new AlterConfigOp(new ConfigEntry("max.message.bytes", "100000"), OpType.SET);
            assertThat(admin.incrementalAlterConfigs(Map.of(topic, List.of(narrow)))
                            .all()
                            .get())
                    .isNull();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() {
        bus = KafkaBus.connect(OpenBus.VERTX, BusConfig.of(broker.bootstrapServers()));
    }

    @AfterEach
    void close() {
        Soon.of(bus.close());
    }

    private static void assertSaid(Future<?> failed) {
        assertThatThrownBy(() -> Soon.of(failed))
                .hasMessageContaining("gantry.narrow.v1")
                .hasMessageContaining(
                        "raise max.message.bytes of the topic or message.max.bytes of the brokers to 1048576")
                .hasMessageContaining("--kafka max.request.size=BYTES");
    }

    @Test
    void whoPublishesHearsWhichSettingToChange() {
        assertSaid(bus.publish(NARROW, LARGE));
    }

    @Test
    void aTakerOfWhichItComesEndsWithThatReason() {
        Soon.of(bus.publish(Lines.IN, "a:1"));
        Subscription taking = bus.take(Lines.IN, "wideners", 10, records -> {
            Outbox outbox = new Outbox();
            records.forEach(record -> outbox.publish(NARROW, LARGE));
            return Future.succeededFuture(outbox);
        });
        assertSaid(taking.ended());
    }

    @Test
    void whoMakesSmallerRecordsGetsThemThrough() {
        Bus narrow = KafkaBus.connect(
                OpenBus.VERTX,
                BusConfig.of(broker.bootstrapServers()).withClients(Map.of("max.request.size", "90000")));
        Soon.of(narrow.publish(NARROW, LARGE));
        BlockingQueue<byte[]> seen = new LinkedBlockingQueue<>();
        Subscription reading = bus.tail(NARROW, record -> seen.add(record.value()));
        assertThat(Soon.next(seen)).isEqualTo(LARGE);
        Soon.of(reading.close());
        Soon.of(narrow.close());
    }
}
