package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.gantry.bus.Topic.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member of a group that sends no heartbeat, as one whose wall clock was set back, and so never hears that it is out.
 */
class DeafMemberTest {
    private static final Topic<String> IN = Lines.topic("one.v1", 1, Kept.FOR_EVER);
    private static final Map<String, String> NO_HEARTBEAT =
            Map.of("session.timeout.ms", "1000000", "heartbeat.interval.ms", "900000");

    @Test
    void itJoinsAgainAndItsWorkIsThereOnce(@TempDir Path dir) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
            BusConfig config = BusConfig.of(broker.bootstrapServers()).withClients(NO_HEARTBEAT);
            Bus bus = KafkaBus.connect(OpenBus.VERTX, config);
            Soon.of(bus.createTopics(List.of(IN, Lines.OUT)));
            Soon.of(bus.publish(IN, "a:1"));
            BlockingQueue<Promise<Void>> begun = new LinkedBlockingQueue<>();
            Subscription taking = bus.take(IN, "copiers", 10, records -> {
                Promise<Void> go = Promise.promise();
                begun.add(go);
                return go.future().map(nothing -> {
                    Outbox outbox = new Outbox();
                    records.forEach(record -> outbox.publish(Lines.OUT, record.value()));
                    return outbox;
                });
            });
            Promise<Void> first = Soon.next(begun);
            giveUp(config);
            first.complete();
            Soon.next(begun).complete();
            Soon.of(bus.publish(IN, "b:2"));
            Soon.next(begun).complete();
            BlockingQueue<String> copied = new LinkedBlockingQueue<>();
            Subscription tail = bus.tail(Lines.OUT, record -> copied.add(record.value()));
            assertThat(Soon.next(2, copied)).containsExactlyInAnyOrder("a:1", "b:2");
            Soon.of(tail.caughtUp());
            assertThat(copied).as("read once more").isEmpty();
            Soon.of(taking.close());
            Soon.of(bus.close());
        }
    }

    private static void giveUp(BusConfig config) throws Exception {
        try (Admin admin = new ClientSettings(config).admin()) {
            admin.removeMembersFromConsumerGroup(config.group("copiers"), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
    }
}
