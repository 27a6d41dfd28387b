package org.gantry.app.explain;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.gantry.web.Problem;

/** Answers with what was looked for in the log; what refuses because it is not there is a 404 that says so. */
final class Found {
    private Found() {}

    static <T> void answer(RoutingContext ctx, Future<T> work, Consumer<T> done) {
        work.onSuccess(done::accept).onFailure(e -> {
            if (e instanceof IllegalStateException || e instanceof IllegalArgumentException) {
                new Problem(404, String.valueOf(e.getMessage())).answer(ctx);
            } else {
                ctx.fail(e);
            }
        });
    }
}
