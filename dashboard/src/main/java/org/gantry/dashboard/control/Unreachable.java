package org.gantry.dashboard.control;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.gantry.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the bus could not do, as a problem: it is away, or does not let this process. */
final class Unreachable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreachable.class);

    private Unreachable() {}

    static <T> void answer(RoutingContext ctx, Future<T> work, Handler<T> done) {
        work.onSuccess(done).onFailure(e -> {
            LOG.warn("{} failed: {}", ctx.request().path(), e.getMessage());
            Problem.ofBus(e).answer(ctx);
        });
    }
}
