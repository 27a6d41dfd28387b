package org.gantry.bus;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.gantry.domain.ContentRef;

/** Reads one content back from the log; blocking. */
final class ContentReading {
    private final Topic<byte[]> topic;
    private final ContentRef ref;
    private final byte[] key;
    private final String physical;
    private final Connection connection;

    ContentReading(Topic<byte[]> topic, ContentRef ref, Connection connection) {
        this.topic = topic;
        this.ref = ref;
        this.key = Envelope.utf8(ref.digest());
        this.physical = connection.config().topic(topic.name());
        this.connection = connection;
    }

    /** Transactions do not matter here: the digest says whether it is whole. */
    byte[] read() {
        try (Poller poller = new Poller(connection.settings().impatientReader())) {
            TopicPartition partition = poller.partitionOf(physical, key);
            long end = poller.ends(List.of(partition)).getOrDefault(partition, 0L);
            long start =
                    poller.call(c -> c.beginningOffsets(List.of(partition))).getOrDefault(partition, 0L);
            if (ref.offset() < start || ref.offset() >= end) {
                throw Contents.gone(ref, "the log holds offsets from " + start + " to " + end);
            }
            poller.run(c -> c.assign(List.of(partition)));
            poller.run(c -> c.seek(partition, ref.offset()));
            return read(poller, partition, end);
        }
    }

    private byte[] read(Poller poller, TopicPartition partition, long end) {
        Assembly assembly = new Assembly(0, connection.counters());
        while (poller.call(c -> c.position(partition)) < end) {
            for (ConsumerRecord<byte[], byte[]> record : poller.poll().records(partition)) {
                if (Arrays.equals(record.key(), key)) {
                    byte[] content = assembly.accept(record).map(Arrival::bytes).orElse(null);
                    if (content != null && topic.key().of(content).equals(ref.digest())) {
                        return content;
                    }
                }
            }
        }
        throw Contents.gone(ref, "it does not stand there");
    }
}
