package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.gantry.bus.Topic.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A taker that is slow has little in its hands, whatever waits and in however many partitions. */
class BoundedHandOverTest {
    private static final int MIB = 1 << 20;
    private static final int PARTITIONS = 12;
    private static final int VALUES = 36;
    private static final Topic<byte[]> WIDE = new Topic<>(
            "wide.v1",
            Contents.TOPIC.codec(),
            new Key<>("first byte", bytes -> Integer.toString(bytes[0])),
            PARTITIONS,
            Kept.FOR_EVER);

    @TempDir
    Path dir;

    /** A batch that is in the taker's hands until it is told otherwise. */
    private record InHand(int partition, List<Received<byte[]>> records, Promise<Outbox> done) {
        long bytes() {
            return records.stream().mapToLong(record -> record.value().length).sum();
        }
    }

    @Test
    void partitionsTakeTurnsAndNoMoreThanTwoBatchesWorthIsOut() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
            Bus bus = KafkaBus.connect(OpenBus.VERTX, BusConfig.of(broker.bootstrapServers()));
            Soon.of(bus.createTopics(List.of(WIDE)));
            List<Future<Long>> published = new ArrayList<>();
            for (int n = 0; n < VALUES; n++) {
                byte[] value = new byte[2 * MIB];
                value[0] = (byte) n;
                published.add(bus.publish(WIDE, value));
            }
            Soon.of(Future.all(published));
            BlockingQueue<InHand> batches = new LinkedBlockingQueue<>();
            Subscription taking = bus.take(WIDE, "slow", 16, records -> {
                InHand batch = new InHand(records.get(0).partition(), records, Promise.promise());
                batches.add(batch);
                return batch.done().future();
            });
            Set<Integer> partitions = new HashSet<>();
            for (int handled = 0; handled < VALUES; ) {
                InHand batch = Soon.next(batches);
                long out = batch.bytes()
                        + batches.stream().mapToLong(InHand::bytes).sum();
                assertThat(out).isLessThanOrEqualTo(32L * MIB);
                partitions.add(batch.partition());
                handled += batch.records().size();
                batch.done().complete(new Outbox());
            }
            assertThat(partitions).hasSize(partitionsUsed());
            Soon.of(taking.close());
            Soon.of(bus.close());
        }
    }

    private static int partitionsUsed() {
        Set<Integer> used = new HashSet<>();
        for (int n = 0; n < VALUES; n++) {
            byte[] key = Envelope.utf8(Integer.toString(n));
            used.add(BuiltInPartitioner.partitionForKey(key, PARTITIONS));
        }
        return used.size();
    }
}
