package org.gantry.bus;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gantry.domain.CanIgnoreReturnValue;

/** Waits for futures and queues of a test; the limit only ends a test that hangs. */
@CanIgnoreReturnValue
final class Soon {
    /**
     * Above the minute for which a broker that has just started, on a busy machine, may hold its first producer back.
     */
    private static final long LIMIT_SECONDS = 180;

    private Soon() {}

    static <T> T of(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(Failures.say(e.getCause()), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("nothing came", e);
        }
    }

    static <T> List<T> next(int count, BlockingQueue<T> queue) {
        List<T> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(next(queue));
        }
        return taken;
    }

    static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
