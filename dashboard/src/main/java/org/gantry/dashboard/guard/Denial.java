package org.gantry.dashboard.guard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
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
    private static final Logger LOG = LoggerFactory.getLogger(Denial.class);

    Denial(int status, String detail) {
        this(status, detail, 0);
    }

    /** Ends the request; what is left of its body is not waited for. */
    void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(status);
        if (retryAfter > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"gantry\"");
        }
        if (!request.isEnded()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", response.getStatusMessage())
                .put("status", status)
                .put("detail", detail);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem.toBuffer())
                .onFailure(e -> LOG.debug("a refusal was not heard", e));
    }
}
