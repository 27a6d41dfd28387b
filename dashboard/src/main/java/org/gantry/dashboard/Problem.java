package org.gantry.dashboard;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * What went wrong with a request, as RFC 9457 writes it.
 *
 * @param status HTTP status
 * @param detail a sentence for people
 */
record Problem(int status, String detail) {
    private static final String MEDIA_TYPE = "application/problem+json";

    /** Ends the request with it. */
    void answer(RoutingContext ctx) {
        HttpServerResponse response = ctx.response().setStatusCode(status);
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", response.getStatusMessage())
                .put("status", status)
                .put("detail", detail)
                .put("instance", ctx.request().path());
        Replies.end(ctx, response, MEDIA_TYPE, problem.toBuffer());
    }
}
