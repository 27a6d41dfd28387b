package org.gantry.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.gantry.bus.Transactions.Due;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of a consumer group: polls on a thread of its own, hands batches to a taker on its context, and commits what
 * it decided. Polling goes on while the taker works, so work may take longer than {@code max.poll.interval.ms}.
 */
final class Taking<V> implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Taking.class);

    /** With so much in the taker's hands it gets no further batch: decoded, it takes several times as much. */
    private static final long IN_WORK_BYTES = 16L << 20;

    /** After so many commits that the group refused, seconds, the consumer is not going to see that it is out. */
    private static final int REFUSALS = 8;

    private final Topic<V> topic;
    private final String group;
    private final int batch;
    private final Connection connection;
    private final Poller poller;
    private final TakerCalls<V> calls;
    private final Transactions transactions;
    private final Backoff backoff;
    private final Lifecycle lifecycle;
    private final LagWatch lag;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private long turns;
    private int refusals;
    private boolean assigned;
    private @Nullable Long deadline;

    Taking(Connection connection, Topic<V> topic, String group, int batch, Taker<V> taker) {
        this.connection = connection;
        this.topic = topic;
        this.group = group;
        this.batch = batch;
        Context context = connection.vertx().getOrCreateContext();
        this.poller = new Poller(connection.settings().member(group));
        this.calls = new TakerCalls<>(taker, context, poller::post);
        this.transactions = new Transactions(connection, group, poller);
        this.backoff = new Backoff("group " + group + " on " + topic.name(), connection.counters());
        this.lifecycle = new Lifecycle(context, () -> poller.post(() -> {}));
        this.lag = new LagWatch(poller);
    }

    Subscription subscription() {
        return lifecycle;
    }

    @Override
    public void run() {
        @Nullable Throwable failure = null;
        try {
            join();
            while (!finished()) {
                turn();
            }
        } catch (RuntimeException | InterruptedException | Error e) {
            failure = e;
        }
        try {
            leave();
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        lifecycle.end(failure);
    }

    private void join() {
        poller.run(c -> c.subscribe(List.of(connection.config().topic(topic.name())), this));
    }

    /**
     * A consumer whose wall clock was set back sends no heartbeat until that has caught up. The group gives it up, and
     * it does not hear of it; a new consumer counts from now.
     */
    private void joinAgain() {
        LOG.warn("group {} on {} has given this member up; it joins again", group, topic.name());
        refusals = 0;
        drop(Set.copyOf(lanes.keySet()));
        poller.goOnWith(connection.settings().member(group));
        join();
    }

    private void turn() throws InterruptedException {
        try {
            receive(poller.poll());
            poller.runTasks();
            placeLanes();
            commitFinished();
            if (!lifecycle.closing()) {
                handOver();
            }
            pauseFullLanes();
            lookForTheEnd();
            connection.lags().report(topic.name(), group, lag.behind(lanes.values()));
        } catch (CommitFailedException e) {
            poller.runTaskWithin(backoff.failed(e));
            if (++refusals == REFUSALS) {
                joinAgain();
            }
        } catch (KafkaException e) {
            poller.runTaskWithin(backoff.failed(e));
        }
    }

    /** Closing waits for work in flight, but not for ever. */
    private boolean finished() {
        if (!lifecycle.closing()) {
            return false;
        }
        long now = System.nanoTime();
        if (deadline == null) {
            deadline = now + connection.config().closeGrace().toNanos();
        }
        return lanes.values().stream().noneMatch(lane -> lane.busy) || deadline - now <= 0;
    }

    private void receive(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            Lane lane = lanes.get(partition);
            if (lane != null && lane.assembly != null) {
                lane.add(poller.assemble(records.records(partition), lane.assembly));
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
        refusals = 0;
        poller.run(c -> c.pause(partitions));
        for (TopicPartition partition : partitions) {
            Lane lane = new Lane(partition, batch);
            lanes.put(partition, lane);
            calls.resumeAt(partition.partition(), ifCurrent(lane, stateEnd -> lane.resumeAt = stateEnd));
        }
        lanes.values().forEach(lane -> lane.share(lanes.size()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            poller.runTasks();
            commitFinished();
        } catch (KafkaException e) {
            LOG.info("{} leaves work to another member: {}", group, Failures.say(e));
        } finally {
            drop(partitions);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        drop(partitions);
    }

    private void drop(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (lanes.remove(partition) != null) {
                calls.revoked(partition.partition());
            }
        }
        lanes.values().forEach(lane -> lane.share(lanes.size()));
    }

    /** An answer of the taker counts while its partition is still ours, since the same assignment. */
    private <T> Consumer<AsyncResult<T>> ifCurrent(Lane lane, Consumer<T> then) {
        return answer -> {
            if (lanes.get(lane.partition) != lane) {
                return;
            }
            if (answer.failed()) {
                throw new BusException(
                        "the taker of " + lane.partition + " failed: " + Failures.say(answer.cause()), answer.cause());
            }
            then.accept(answer.result());
        };
    }

    private void placeLanes() {
        List<Lane> due = lanes.values().stream()
                .filter(lane -> lane.resumeAt != null && lane.assembly == null)
                .toList();
        if (due.isEmpty() || !backoff.over()) {
            return;
        }
        List<TopicPartition> partitions =
                due.stream().map(lane -> lane.partition).toList();
        Map<TopicPartition, OffsetAndMetadata> committed = poller.call(c -> c.committed(new HashSet<>(partitions)));
        Map<TopicPartition, Long> ends = poller.ends(partitions);
        for (Lane lane : due) {
            long start = lane.place(
                    committed.get(lane.partition), ends.getOrDefault(lane.partition, 0L), connection.counters());
            poller.run(c -> c.seek(lane.partition, start));
        }
        backoff.succeeded();
    }

    /** The lanes take turns, since only so much is in the taker's hands at a time. */
    private void handOver() {
        List<Lane> next = lanes.values().stream()
                .filter(Lane::takeable)
                .sorted(Comparator.comparingLong(Lane::turn))
                .toList();
        for (Lane lane : next) {
            if (lanes.values().stream().mapToLong(Lane::bytesInWork).sum() >= IN_WORK_BYTES) {
                return;
            }
            handOver(lane);
        }
    }

    private void handOver(Lane lane) {
        List<Arrival> arrivals = lane.takeBatch(++turns);
        boolean replayed = lane.replayed(arrivals.get(0));
        List<Received<V>> received = new ArrayList<>(arrivals.size());
        List<Refusal> malformed = new ArrayList<>();
        Causes causes = Causes.of(arrivals, topic, connection.tracer(), replayed);
        for (Arrival arrival : arrivals) {
            try {
                received.add(arrival.decode(topic, replayed, causes.of(arrival.key())));
            } catch (IllegalArgumentException e) {
                malformed.add(DeadLetters.malformed(topic, arrival, e));
            }
        }
        connection.counters().received(received.size(), replayed);
        lane.busy = true;
        if (received.isEmpty()) {
            finish(lane, new Work(lane.partition, arrivals, replayed, new Outbox(), malformed, causes));
            return;
        }
        calls.take(received, ifCurrent(lane, outbox -> {
            malformed.addAll(DeadLetters.rejected(outbox, "rejected by " + group, arrivals));
            finish(lane, new Work(lane.partition, arrivals, replayed, outbox, malformed, causes));
        }));
    }

    /** Replayed work was published and committed by its first handling. */
    private void finish(Lane lane, Work work) {
        lane.finished = work;
        if (work.replayed()) {
            tellCommitted(lane);
        }
    }

    private void commitFinished() {
        List<Due> due =
                lanes.values().stream().flatMap(lane -> lane.due().stream()).toList();
        if (due.isEmpty() || !backoff.over()) {
            return;
        }
        if (due.stream().anyMatch(one -> one.work().publishes())) {
            transactions.commit(due);
        } else {
            poller.run(c -> c.commitSync(Transactions.offsets(due)));
        }
        backoff.succeeded();
        refusals = 0;
        due.forEach(one -> connection.counters().committed(one.work()));
        lanes.values().forEach(this::tellCommitted);
    }

    private void tellCommitted(Lane lane) {
        Work work = lane.finished;
        if (work != null) {
            lane.finished = null;
            work.causes().end();
            calls.committed(lane.partition.partition(), work.next(), ifCurrent(lane, done -> lane.busy = false));
        }
    }

    private void pauseFullLanes() {
        Set<TopicPartition> full = lanes.values().stream()
                .filter(lane -> lane.assembly == null || lane.full() || lifecycle.closing())
                .map(lane -> lane.partition)
                .collect(Collectors.toSet());
        poller.run(c -> {
            Set<TopicPartition> free = new HashSet<>(c.paused());
            free.removeAll(full);
            c.resume(free);
            c.pause(full);
        });
    }

    private void lookForTheEnd() {
        if (assigned
                && !lifecycle.isCaughtUp()
                && lanes.values().stream()
                        .allMatch(lane -> lane.idle() && poller.call(c -> c.position(lane.partition)) >= lane.end)) {
            lifecycle.reachEnd();
        }
    }

    private void leave() {
        connection.lags().forget(topic.name(), group);
        try {
            drop(Set.copyOf(lanes.keySet()));
        } finally {
            transactions.close();
            poller.close();
        }
    }
}
