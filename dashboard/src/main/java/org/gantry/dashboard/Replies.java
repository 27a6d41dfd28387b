package org.gantry.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a request is answered: never cached, and as exactly the type that it says. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    static void json(RoutingContext ctx, JsonObject json) {
        end(ctx, ctx.response(), "application/json", json.toBuffer());
    }

    static void end(RoutingContext ctx, HttpServerResponse response, String mediaType, Buffer body) {
        headers(response, mediaType)
                .end(body)
                .onFailure(e -> LOG.debug("{} was not answered", ctx.request().path(), e));
    }

    static HttpServerResponse headers(HttpServerResponse response, String mediaType) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
    }
}
