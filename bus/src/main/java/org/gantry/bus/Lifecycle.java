package org.gantry.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A subscription's beginning and end, as its owner sees them: running, then caught up, then closing, then ended. */
final class Lifecycle implements Subscription {
    private final Context context;
    private final Runnable wake;
    private final Promise<Void> caughtUp = Promise.promise();
    private final Promise<Void> ended = Promise.promise();
    private volatile boolean closing;

    /** @param wake makes the subscription look at {@link #closing} */
    Lifecycle(Context context, Runnable wake) {
        this.context = context;
        this.wake = wake;
    }

    boolean closing() {
        return closing;
    }

    boolean isCaughtUp() {
        return caughtUp.future().isComplete();
    }

    void reachEnd() {
        onContext(() -> caughtUp.tryComplete());
    }

    /** Ends it, for the given reason or because it was closed. */
    void end(@Nullable Throwable failure) {
        onContext(() -> {
            if (failure == null) {
                caughtUp.tryFail(new BusException("the subscription was closed before it had caught up"));
                ended.tryComplete();
            } else {
                caughtUp.tryFail(failure);
                ended.tryFail(failure);
            }
        });
    }

    @Override
    public Future<Void> caughtUp() {
        return caughtUp.future();
    }

    @Override
    public Future<Void> ended() {
        return ended.future();
    }

    @Override
    public Future<Void> close() {
        closing = true;
        wake.run();
        return ended.future().otherwiseEmpty();
    }

    /** A Vert.x that is closed already has no context left: then the caller's thread must do. */
    private void onContext(Runnable completion) {
        try {
            context.runOnContext(nothing -> completion.run());
        } catch (RejectedExecutionException e) {
            completion.run();
        }
    }
}
