package org.gantry.dashboard.health;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A part of the process that can be asked how it is.
 *
 * @param name what users call it
 * @param question asks it on the event loop: completes where all is well, fails with the reason where not; what does
 *     not answer within seconds is not well
 */
public record Component(String name, Supplier<Future<?>> question) {
    public Component {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a component of the health checks has no name");
        }
    }

    /** A part that is well while one future has not failed and another has succeeded. */
    public static Component ready(String name, Future<?> ready, Future<?> ended) {
        return new Component(name, () -> {
            if (ended.failed()) {
                return ended;
            }
            if (ready.succeeded() || ready.failed()) {
                return ready;
            }
            return Future.failedFuture("it reads what stood on its topics when it started");
        });
    }

    /** A part that is well until a future fails. */
    public static Component alive(String name, Future<?> ended) {
        return new Component(name, () -> ended.failed() ? ended : Future.succeededFuture());
    }
}
