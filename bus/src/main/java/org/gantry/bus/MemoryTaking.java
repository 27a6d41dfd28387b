package org.gantry.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A member of an in-memory group: {@link Taking} without a broker, all of it on the subscriber's context. */
final class MemoryTaking<V> {
    private static final long CLOSE_GRACE_MS = 200;

    private final MemoryBus.Shared shared;
    private final Topic<V> topic;
    private final String groupName;
    private final MemoryGroup group;
    private final int batch;
    private final TakerCalls<V> calls;
    private final Context context;
    private final Lifecycle lifecycle;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Runnable wake = this::wake;
    private boolean ended;
    private boolean graceRuns;

    MemoryTaking(MemoryBus.Shared shared, Topic<V> topic, String groupName, int batch, Taker<V> taker) {
        this.shared = shared;
        this.topic = topic;
        this.groupName = groupName;
        this.group = shared.log().group(groupName, topic);
        this.batch = batch;
        this.context = shared.vertx().getOrCreateContext();
        this.calls = new TakerCalls<>(taker, context, Runnable::run);
        this.lifecycle = new Lifecycle(context, this::wake);
    }

    Subscription start() {
        shared.log().watch(wake);
        synchronized (shared.log()) {
            group.join(this);
        }
        return lifecycle;
    }

    void wake() {
        context.runOnContext(nothing -> guarded(this::turn));
    }

    private void turn() {
        if (ended) {
            return;
        }
        adoptAssignment();
        if (lifecycle.closing()) {
            closeWhenIdle();
            return;
        }
        for (Lane lane : List.copyOf(lanes.values())) {
            if (lane.assembly != null) {
                fetch(lane);
            }
            if (lane.takeable()) {
                handOver(lane);
            }
        }
        if (!lifecycle.isCaughtUp() && lanes.values().stream().allMatch(this::atTheEnd)) {
            lifecycle.reachEnd();
        }
        reportLag();
    }

    private void reportLag() {
        Map<Integer, Long> behind = new HashMap<>();
        lanes.forEach((partition, lane) -> behind.put(
                partition,
                lane.pending() + shared.log().end(topic.name(), partition) - positions.getOrDefault(partition, 0L)));
        shared.lags().report(topic.name(), groupName, behind);
    }

    private void adoptAssignment() {
        for (int partition = 0; partition < group.partitions(); partition++) {
            boolean ours;
            synchronized (shared.log()) {
                ours = group.owns(this, partition);
            }
            if (ours && !lanes.containsKey(partition)) {
                assign(partition);
            } else if (!ours && lanes.remove(partition) != null) {
                calls.revoked(partition);
            }
        }
    }

    private void assign(int partition) {
        Lane lane = new Lane(new TopicPartition(topic.name(), partition), batch);
        lanes.put(partition, lane);
        calls.resumeAt(partition, ifCurrent(lane, stateEnd -> {
            lane.resumeAt = stateEnd;
            synchronized (shared.log()) {
                OffsetAndMetadata committed = new OffsetAndMetadata(group.committed(partition));
                long end = shared.log().end(topic.name(), partition);
                long start = lane.place(committed, end, shared.counters());
                positions.put(partition, Math.max(start, stateEnd.orElse(start)));
            }
            wake();
        }));
    }

    private void fetch(Lane lane) {
        int partition = lane.partition.partition();
        while (!lane.full()) {
            long position = positions.getOrDefault(partition, 0L);
            List<Arrival> arrivals = shared.log().read(topic.name(), partition, position, batch).stream()
                    .map(record -> new Arrival(record, record.offset(), record.value(), null))
                    .toList();
            if (arrivals.isEmpty()) {
                return;
            }
            lane.add(arrivals);
            positions.put(partition, position + arrivals.size());
        }
    }

    private void handOver(Lane lane) {
        List<Arrival> arrivals = lane.takeBatch(0);
        boolean replayed = lane.replayed(arrivals.get(0));
        List<Received<V>> received = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        Causes causes = Causes.of(arrivals, topic, shared.tracer(), replayed);
        for (Arrival arrival : arrivals) {
            try {
                received.add(arrival.decode(topic, replayed, causes.of(arrival.key())));
            } catch (IllegalArgumentException e) {
                refused.add(DeadLetters.malformed(topic, arrival, e));
            }
        }
        shared.counters().received(received.size(), replayed);
        lane.busy = true;
        if (received.isEmpty()) {
            finish(lane, new Work(lane.partition, arrivals, replayed, new Outbox(), refused, causes));
            return;
        }
        calls.take(received, ifCurrent(lane, outbox -> {
            refused.addAll(DeadLetters.rejected(outbox, "rejected by " + groupName, arrivals));
            finish(lane, new Work(lane.partition, arrivals, replayed, outbox, refused, causes));
        }));
    }

    /**
     * The transaction: what the taker decided and the group's offset, at once, or nothing where the partition has gone.
     */
    private void finish(Lane lane, Work work) {
        int partition = lane.partition.partition();
        if (!work.replayed()) {
            List<ProducerRecord<byte[], byte[]>> records = records(work);
            synchronized (shared.log()) {
                if (!group.owns(this, partition)) {
                    return;
                }
                group.commit(partition, work.next());
                if (!records.isEmpty()) {
                    shared.publish(work.outbox(), records);
                }
            }
            shared.counters().committed(work);
        }
        work.causes().end();
        calls.committed(partition, work.next(), ifCurrent(lane, done -> {
            lane.busy = false;
            wake();
        }));
    }

    private List<ProducerRecord<byte[], byte[]>> records(Work work) {
        return Stream.concat(
                        work.outbox().events().stream().map(event -> record(event, work.causes())),
                        work.refused().stream().map(refusal -> DeadLetters.record(refusal, MemoryBus.CONFIG)))
                .toList();
    }

    private ProducerRecord<byte[], byte[]> record(Outbox.Event<?> event, Causes causes) {
        Departure<?> departure = Departure.begin(shared.tracer(), event, causes.of(event));
        ProducerRecord<byte[], byte[]> record = shared.envelope().whole(departure);
        departure.end();
        return record;
    }

    private <T> Consumer<AsyncResult<T>> ifCurrent(Lane lane, Consumer<T> then) {
        return answer -> guarded(() -> {
            if (ended || lanes.get(lane.partition.partition()) != lane) {
                return;
            }
            if (answer.failed()) {
                throw new BusException(
                        "the taker of " + lane.partition + " failed: " + Failures.say(answer.cause()), answer.cause());
            }
            then.accept(answer.result());
        });
    }

    private boolean atTheEnd(Lane lane) {
        return lane.idle() && positions.getOrDefault(lane.partition.partition(), 0L) >= lane.end;
    }

    private void closeWhenIdle() {
        if (lanes.values().stream().noneMatch(lane -> lane.busy)) {
            end(null);
        } else if (!graceRuns) {
            graceRuns = true;
            Vertx vertx = shared.vertx();
            vertx.timer(CLOSE_GRACE_MS, TimeUnit.MILLISECONDS)
                    .onComplete(over -> context.runOnContext(nothing -> end(null)));
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            end(e);
        }
    }

    private void end(@Nullable Throwable failure) {
        if (ended) {
            return;
        }
        ended = true;
        shared.lags().forget(topic.name(), groupName);
        shared.log().unwatch(wake);
        synchronized (shared.log()) {
            group.leave(this);
        }
        lanes.keySet().forEach(calls::revoked);
        lanes.clear();
        lifecycle.end(failure);
    }
}
