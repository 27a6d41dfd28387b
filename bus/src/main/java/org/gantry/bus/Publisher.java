package org.gantry.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.gantry.bus.trace.Tracer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes outside transactions, on a thread of its own, because Kafka's {@code send} blocks while the broker is away;
 * one thread keeps the order of publication.
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Vertx vertx;
    private final Envelope envelope;
    private final ClientSettings settings;
    private final BusCounters counters;
    private final Tracer tracer;
    private final ExecutorService thread;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean closed;

    Publisher(Connection connection, String name) {
        this.thread = Executors.newSingleThreadExecutor(PollThread.named(name));
        this.vertx = connection.vertx();
        this.envelope = new Envelope(connection.config());
        this.settings = connection.settings();
        this.counters = connection.counters();
        this.tracer = connection.tracer();
    }

    <V> Future<Long> publish(Outbox.Event<V> event, Origin cause) {
        Departure<V> departure = Departure.begin(tracer, event, cause);
        return publish(() -> envelope.wrap(departure))
                .onSuccess(offset -> counters.published(event.topic(), cause))
                .onComplete(offset -> departure.end(), departure::fail);
    }

    /** Publishes a dead letter. */
    Future<Long> publish(ProducerRecord<byte[], byte[]> letter) {
        return publish(() -> envelope.split(letter));
    }

    private Future<Long> publish(Supplier<List<ProducerRecord<byte[], byte[]>>> payload) {
        Context context = vertx.getOrCreateContext();
        Promise<Long> acknowledged = Promise.promise();
        try {
            thread.execute(() -> send(payload, new Acknowledgement(context, acknowledged)));
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(new BusException("the bus is closed", e));
        }
        return acknowledged.future();
    }

    /** Sends what was asked before, at most so long; the rest fails. */
    void close(Duration grace) throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            closed = true;
            thread.shutdownNow().forEach(Runnable::run);
        }
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(grace);
        }
    }

    /** Collects what the brokers answer to the records of one payload. */
    private static final class Acknowledgement {
        private final Context context;
        private final Promise<Long> promise;
        private long first = -1;

        Acknowledgement(Context context, Promise<Long> promise) {
            this.context = context;
            this.promise = promise;
        }

        /** The records of a payload share a partition, so they are acknowledged in order. */
        Callback ofRecord(String topic, boolean last) {
            return (metadata, failure) -> {
                if (failure != null) {
                    if (!(failure instanceof TimeoutException)) {
                        fail(WriteFailure.named(failure, Set.of(topic)));
                    }
                } else {
                    first = first < 0 ? metadata.offset() : first;
                    if (last) {
                        context.runOnContext(nothing -> promise.tryComplete(first));
                    }
                }
            };
        }

        void fail(Throwable failure) {
            context.runOnContext(nothing -> promise.tryFail(failure));
        }
    }

    private void send(Supplier<List<ProducerRecord<byte[], byte[]>>> payload, Acknowledgement acknowledgement) {
        try {
            List<ProducerRecord<byte[], byte[]>> records = payload.get();
            for (int i = 0; i < records.size(); i++) {
                ProducerRecord<byte[], byte[]> record = records.get(i);
                sendUntilAccepted(record, acknowledgement.ofRecord(record.topic(), i == records.size() - 1));
            }
        } catch (InterruptedException | InterruptException e) {
            acknowledgement.fail(new BusException("the bus was closed before the broker came back", e));
        } catch (RuntimeException e) {
            acknowledgement.fail(e);
        }
    }

    /** A timeout here means that the record never entered the producer's queue, so sending it again doubles nothing. */
    private void sendUntilAccepted(ProducerRecord<byte[], byte[]> record, Callback answer) throws InterruptedException {
        while (!closed) {
            java.util.concurrent.Future<?> sent = open().send(record, answer);
            if (!sent.isDone() || !timedOut(sent)) {
                return;
            }
            counters.retries.increment();
            LOG.warn("topic {} does not answer: is the broker there, and was the topic made?", record.topic());
        }
        throw new InterruptedException("closed");
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = settings.producer();
            producer = open;
        }
        return open;
    }

    private static boolean timedOut(java.util.concurrent.Future<?> sent) throws InterruptedException {
        try {
            Object accepted = sent.get();
            return accepted == null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TimeoutException;
        }
    }
}
