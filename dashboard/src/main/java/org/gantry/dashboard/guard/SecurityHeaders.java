package org.gantry.dashboard.guard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Headers that tell a browser what not to do with an answer; a route may set its own over them. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void addTo(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", PagePolicy.NOTHING)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                // with no-referrer a browser would hide a form's Origin from us, too
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
