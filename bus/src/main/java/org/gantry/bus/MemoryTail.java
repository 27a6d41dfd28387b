package org.gantry.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads topics of the in-memory bus from the start, then on, all of it on the subscriber's context. */
final class MemoryTail<T> {
    private static final int AT_ONCE = 200;

    private final MemoryBus.Shared shared;
    private final List<TopicPartition> partitions;
    private final Function<Arrival, T> decoder;
    private final Function<T, Future<?>> reader;
    private final Context context;
    private final Lifecycle lifecycle;
    private final Runnable wake = this::wake;
    private final List<Long> positions = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private boolean busy;
    private boolean ended;

    MemoryTail(
            MemoryBus.Shared shared,
            List<TopicPartition> partitions,
            Positions from,
            Function<Arrival, T> decoder,
            Function<T, Future<?>> reader) {
        this.shared = shared;
        this.partitions = List.copyOf(partitions);
        this.decoder = decoder;
        this.reader = reader;
        this.context = shared.vertx().getOrCreateContext();
        this.lifecycle = new Lifecycle(context, wake);
        for (TopicPartition partition : partitions) {
            positions.add(from.of(partition.partition()));
            ends.add(shared.log().end(partition.topic(), partition.partition()));
        }
    }

    Subscription start() {
        shared.log().watch(wake);
        wake();
        return lifecycle;
    }

    private void wake() {
        context.runOnContext(nothing -> {
            try {
                turn();
            } catch (RuntimeException e) {
                end(new BusException("the reader of " + partitions + " failed: " + Failures.say(e), e));
            }
        });
    }

    private void turn() {
        if (ended) {
            return;
        }
        if (lifecycle.closing()) {
            end(null);
            return;
        }
        if (busy) {
            return;
        }
        boolean more = false;
        boolean behind = false;
        for (int i = 0; i < positions.size(); i++) {
            TopicPartition partition = partitions.get(i);
            List<ConsumerRecord<byte[], byte[]>> records =
                    shared.log().read(partition.topic(), partition.partition(), positions.get(i), AT_ONCE);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                positions.set(i, record.offset() + 1);
                if (!isDoneWith(record)) {
                    return;
                }
            }
            more |= records.size() == AT_ONCE;
            behind |= positions.get(i) < ends.get(i);
        }
        if (!behind && !lifecycle.isCaughtUp()) {
            lifecycle.reachEnd();
        }
        if (more) {
            wake();
        }
    }

    /** False where its reader takes its time: then it wakes this one. */
    private boolean isDoneWith(ConsumerRecord<byte[], byte[]> record) {
        Future<?> read = read(record);
        if (!read.isComplete()) {
            busy = true;
            read.onComplete(done -> context.runOnContext(nothing -> {
                busy = false;
                if (done.failed()) {
                    end(new BusException("the reader of " + partitions + " failed", done.cause()));
                }
                wake();
            }));
            return false;
        }
        if (read.failed()) {
            throw new IllegalStateException(Failures.say(read.cause()), read.cause());
        }
        return true;
    }

    private Future<?> read(ConsumerRecord<byte[], byte[]> record) {
        Arrival arrival = new Arrival(record, record.offset(), record.value(), null);
        T value;
        try {
            value = decoder.apply(arrival);
        } catch (IllegalArgumentException e) {
            shared.counters().skip(arrival, e);
            return Future.succeededFuture();
        }
        shared.counters().received(1, false);
        return reader.apply(value);
    }

    private void end(@Nullable Throwable failure) {
        ended = true;
        shared.log().unwatch(wake);
        lifecycle.end(failure);
    }
}
