package org.gantry.bus;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import org.gantry.domain.CanIgnoreReturnValue;

/** Waits for a future on a thread of one's own; never on an event loop. */
public final class Await {
    private Await() {}

    /** The future's result; its failure as it is where unchecked, else wrapped. */
    @CanIgnoreReturnValue
    public static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
