package org.gantry.dashboard.guard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.gantry.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a request goes no further, as RFC 9457 writes it.
 *
 * @param status HTTP status
 * @param detail a sentence for people
 * @param retryAfter seconds; 0 where waiting does not help
 */
record Denial(int status, String detail, long retryAfter) {
    private static final long HANG_UP_MILLIS = 2000;
    private static final Logger LOG = LoggerFactory.getLogger(Denial.class);

    Denial(int status, String detail) {
        this(status, detail, 0);
    }

    /** Ends the request; for what is left of its body a sender has a moment, in which it may hear the answer. */
    void answer(Vertx vertx, HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(status);
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"gantry\"");
        }
        if (!request.isEnded()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            vertx.setTimer(HANG_UP_MILLIS, late -> hangUp(request));
        }
        // who is turned away does not hear its path again: a secret may have slipped into it
        new Problem(status, detail, retryAfter).answer(request, new JsonObject().put("instance", "/"));
    }

    private static void hangUp(HttpServerRequest request) {
        request.connection().close().onFailure(e -> LOG.debug("a connection did not close", e));
    }
}
