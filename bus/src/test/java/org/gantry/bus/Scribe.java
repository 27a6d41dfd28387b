package org.gantry.bus;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A taker that writes down what happens to it, and decides as the test says. */
final class Scribe implements Taker<String> {
    final BlockingQueue<Received<String>> received = new LinkedBlockingQueue<>();
    final BlockingQueue<List<Received<String>>> batches = new LinkedBlockingQueue<>();
    final BlockingQueue<Map.Entry<Integer, Long>> committed = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> revoked = new LinkedBlockingQueue<>();
    final Map<Integer, Long> state = new ConcurrentHashMap<>();
    private final Function<List<Received<String>>, Future<Outbox>> decision;

    Scribe(Function<List<Received<String>>, Future<Outbox>> decision) {
        this.decision = decision;
    }

    /** Copies every line to another topic. */
    static Scribe copying(Topic<String> to) {
        return new Scribe(records -> Future.succeededFuture(copies(records, to)));
    }

    /** Reads and publishes nothing. */
    static Scribe silent() {
        return new Scribe(records -> Future.succeededFuture(new Outbox()));
    }

    static Outbox copies(List<Received<String>> records, Topic<String> to) {
        Outbox outbox = new Outbox();
        records.forEach(record -> outbox.publish(to, record.value()));
        return outbox;
    }

    @Override
    public OptionalLong resumeAt(int partition) {
        Long next = state.get(partition);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    @Override
    public Future<Outbox> take(List<Received<String>> records) {
        batches.add(records);
        received.addAll(records);
        return decision.apply(records);
    }

    @Override
    public Future<Void> committed(int partition, long nextOffset) {
        state.put(partition, nextOffset);
        committed.add(Map.entry(partition, nextOffset));
        return Future.succeededFuture();
    }

    @Override
    public void revoked(int partition) {
        revoked.add(partition);
    }
}
