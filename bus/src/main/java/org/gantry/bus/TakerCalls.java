package org.gantry.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls a taker on its context and leaves the answers as tasks for the thread that asked. */
final class TakerCalls<V> {
    private final Taker<V> taker;
    private final Context context;
    private final Consumer<Runnable> tasks;

    TakerCalls(Taker<V> taker, Context context, Consumer<Runnable> tasks) {
        this.taker = taker;
        this.context = context;
        this.tasks = tasks;
    }

    void resumeAt(int partition, Consumer<AsyncResult<OptionalLong>> answer) {
        ask(() -> Future.succeededFuture(taker.resumeAt(partition)), answer);
    }

    void take(List<Received<V>> records, Consumer<AsyncResult<Outbox>> answer) {
        ask(() -> taker.take(records), answer);
    }

    void committed(int partition, long nextOffset, Consumer<AsyncResult<Void>> answer) {
        ask(() -> taker.committed(partition, nextOffset), answer);
    }

    void revoked(int partition) {
        context.runOnContext(nothing -> taker.revoked(partition));
    }

    private <T> void ask(Supplier<Future<T>> question, Consumer<AsyncResult<T>> answer) {
        context.runOnContext(
                nothing -> answering(question).onComplete(result -> tasks.accept(() -> answer.accept(result))));
    }

    private static <T> Future<T> answering(Supplier<Future<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
