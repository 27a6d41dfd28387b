package org.gantry.ingest.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Why a request is refused, as RFC 9457 writes it.
 *
 * @param status HTTP status
 * @param detail a sentence for people: what is wrong and what to do
 */
record Problem(int status, String detail) {
    void answer(RoutingContext ctx) {
        HttpServerResponse response = ctx.response().setStatusCode(status);
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", response.getStatusMessage())
                .put("status", status)
                .put("detail", detail)
                .put("instance", ctx.request().path());
        Replies.json(ctx, "application/problem+json", problem);
    }

    /** With what HTTP wants beside it. */
    static void answer(RoutingContext ctx, Refusal refusal) {
        if (refusal.retryAfter() > 0) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(refusal.retryAfter()));
        }
        new Problem(refusal.status(), String.valueOf(refusal.getMessage())).answer(ctx);
    }
}
