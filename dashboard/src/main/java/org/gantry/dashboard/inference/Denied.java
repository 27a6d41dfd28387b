package org.gantry.dashboard.inference;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.gantry.web.Problem;

/** A request of the protocol is not answered: why, as a problem that has the protocol's own word for it, too. */
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final long retryAfter;

    /** For good. */
    Denied(int status, String detail) {
        this(new Problem(status, detail));
    }

    Denied(Problem problem) {
        super(problem.detail());
        this.status = problem.status();
        this.retryAfter = problem.retryAfter();
    }

    void answer(RoutingContext ctx) {
        String detail = String.valueOf(getMessage());
        new Problem(status, detail, retryAfter).answer(ctx.request(), new JsonObject().put("error", detail));
    }
}
