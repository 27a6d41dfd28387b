package org.gantry.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * What went wrong with a request, as RFC 9457 writes it.
 *
 * @param status HTTP status
 * @param detail a sentence for people: what is wrong and what to do
 * @param retryAfter seconds; 0 where waiting does not help
 */
public record Problem(int status, String detail, long retryAfter) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final int BUS_RETRY_SECONDS = 5;

    /** How it is written. */
    static final Schema SCHEMA = Schema.named("Problem", """
            {"type": "object", "description": "What went wrong (RFC 9457).",
             "required": ["type", "title", "status", "detail", "instance"],
             "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                            "detail": {"type": "string"}, "instance": {"type": "string"}}}""");

    /** That stays. */
    public Problem(int status, String detail) {
        this(status, detail, 0);
    }

    /** What the bus could not do: it is away, or does not let this process; it may be asked again. */
    public static Problem ofBus(Throwable failure) {
        return new Problem(503, "the bus could not do it: " + failure.getMessage(), BUS_RETRY_SECONDS);
    }

    /** Ends the request with it. */
    public void answer(RoutingContext ctx) {
        answer(ctx.request(), new JsonObject());
    }

    /** The same with members of one's own (RFC 9457, 3.2). */
    public void answer(HttpServerRequest request, JsonObject more) {
        request.response().setStatusCode(status);
        if (retryAfter > 0) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", request.response().getStatusMessage())
                .put("status", status)
                .put("detail", detail)
                .put("instance", request.path())
                .mergeIn(more);
        Replies.end(request, MEDIA_TYPE, problem.toBuffer());
    }
}
