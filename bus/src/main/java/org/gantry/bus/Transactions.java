package org.gantry.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.gantry.bus.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what takers decided in one transaction with the offsets of the records that caused it.
 *
 * <p>After any failure the producer is opened again under the same name, which ends the open transaction one way or the
 * other; then the group's offsets tell which way. So a commit whose answer was lost is neither lost nor doubled.
 */
final class Transactions implements AutoCloseable {
    private final BusConfig config;
    private final ClientSettings settings;
    private final Envelope envelope;
    private final Poller poller;
    private final Tracer tracer;
    private final String name;
    private final List<Departure<?>> departing = new ArrayList<>();
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean uncertain;

    Transactions(Connection connection, String group, Poller poller) {
        this.config = connection.config();
        this.settings = connection.settings();
        this.envelope = new Envelope(config);
        this.poller = poller;
        this.tracer = connection.tracer();
        this.name = config.transactions(group) + UUID.randomUUID();
    }

    /**
     * Finished work and what the group commits for it.
     *
     * @param work the work
     * @param offset the offset to commit
     */
    record Due(Work work, OffsetAndMetadata offset) {}

    /** Publishes and commits all of it, or throws and has done nothing; then it may be called again. */
    void commit(List<Due> works) {
        try {
            Producer<byte[], byte[]> open = open();
            List<Due> due = uncertain ? uncommitted(works) : works;
            uncertain = false;
            if (!due.isEmpty()) {
                open.beginTransaction();
                due.forEach(one -> send(open, one.work()));
                open.sendOffsetsToTransaction(offsets(due), poller.call(c -> c.groupMetadata()));
                open.commitTransaction();
                departing.forEach(Departure::end);
            }
        } catch (RuntimeException e) {
            uncertain = true;
            departing.forEach(departure -> departure.fail(e));
            close();
            throw WriteFailure.named(e, topics(works));
        } finally {
            departing.clear();
        }
    }

    private Set<String> topics(List<Due> works) {
        return works.stream()
                .flatMap(due -> due.work().outbox().events().stream())
                .map(event -> config.topic(event.topic().name()))
                .collect(Collectors.toSet());
    }

    static Map<TopicPartition, OffsetAndMetadata> offsets(List<Due> works) {
        return works.stream().collect(Collectors.toMap(due -> due.work().partition(), Due::offset));
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<byte[], byte[]> open() {
        if (producer == null) {
            Producer<byte[], byte[]> opened = settings.transactional(name);
            producer = opened;
            opened.initTransactions();
        }
        return producer;
    }

    private List<Due> uncommitted(List<Due> works) {
        Map<TopicPartition, OffsetAndMetadata> committed = poller.call(c ->
                c.committed(works.stream().map(due -> due.work().partition()).collect(Collectors.toSet())));
        return works.stream()
                .filter(due -> Work.handled(committed.get(due.work().partition()))
                        < due.work().next())
                .toList();
    }

    /** The commit fails where one of these does. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Producer<byte[], byte[]> to, Work work) {
        for (Outbox.Event<?> event : work.outbox().events()) {
            Departure<?> departure =
                    Departure.begin(tracer, event, work.causes().of(event));
            departing.add(departure);
            envelope.wrap(departure).forEach(to::send);
        }
        for (Refusal refusal : work.refused()) {
            envelope.split(DeadLetters.record(refusal, config)).forEach(to::send);
        }
    }
}
