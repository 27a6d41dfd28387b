package org.gantry.ingest.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Brings the bytes of one request to a body on a worker, in their order and never many at a time. On the event loop of
 * the request.
 */
final class Reception {
    private static final int MOST_PENDING = 32;
    /** An answer to who does not wait for one before it sends: it reads it only if the rest is taken. */
    private static final long DRAINED = 16L << 20;

    private final HttpServerRequest request;
    private final WorkerExecutor worker;
    private final Promise<Void> whole = Promise.promise();
    private int pending;
    private long drained;
    private volatile @Nullable Throwable failure;

    Reception(HttpServerRequest request, WorkerExecutor worker) {
        this.request = request.pause();
        this.worker = worker;
        request.exceptionHandler(this::fail); // who sends may go before there is a body
    }

    /** Completes when the body is at its end and the body was taken; fails where it was not. */
    Future<Void> into(Body body) {
        request.handler(buffer -> add(body, buffer));
        request.endHandler(end -> onWorker(() -> {
                    body.finish();
                    return null;
                })
                .onSuccess(finished -> whole.tryComplete()));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect")) && request.version() == HttpVersion.HTTP_1_1) {
            request.response().writeContinue().onFailure(this::fail);
        }
        request.resume();
        return whole.future();
    }

    /** Takes the rest of a body that nobody wants, or hangs up where there is much of it. */
    void drain() {
        request.handler(this::drain);
        request.endHandler(end -> {});
        request.resume();
    }

    private void add(Body body, Buffer buffer) {
        if (failure != null) {
            drain(buffer);
            return;
        }
        byte[] bytes = buffer.getBytes();
        pending++;
        if (pending == MOST_PENDING) {
            request.pause();
        }
        onWorker(() -> {
                    body.add(bytes);
                    return null;
                })
                .onComplete(added -> {
                    pending--;
                    if (!request.isEnded()) {
                        request.resume();
                    }
                });
    }

    /** Nothing is done after the first failure, which is the one that counts. */
    private Future<Object> onWorker(Callable<@Nullable Object> work) {
        return worker.executeBlocking(() -> failure == null ? work.call() : null)
                .onFailure(this::fail);
    }

    private void fail(Throwable cause) {
        failure = cause;
        whole.tryFail(cause);
    }

    private void drain(Buffer buffer) {
        drained += buffer.length();
        if (drained > DRAINED) {
            request.connection().close().onFailure(gone -> {});
        }
    }
}
