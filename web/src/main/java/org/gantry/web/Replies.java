package org.gantry.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a request is answered: not cached unless that is said, and as exactly the type that it says. */
public final class Replies {
    public static final String JSON = "application/json";
    private static final String NEVER = "no-store";
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    /** With an object. */
    public static void json(RoutingContext ctx, JsonObject json) {
        end(ctx.request(), JSON, json.toBuffer());
    }

    /** With a body; who is gone is not answered. */
    public static void end(HttpServerRequest request, String mediaType, Buffer body) {
        keep(request, mediaType, NEVER, body);
    }

    /** The same of a body that may be kept, as {@code Cache-Control} says. */
    public static void keep(HttpServerRequest request, String mediaType, String cacheControl, Buffer body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        headers(response, mediaType)
                .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                .end(body)
                .onFailure(e -> LOG.debug("{} was not answered", request.path(), e));
    }

    /** The headers of an answer. */
    public static HttpServerResponse headers(HttpServerResponse response, String mediaType) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CACHE_CONTROL, NEVER)
                .putHeader("X-Content-Type-Options", "nosniff");
    }
}
