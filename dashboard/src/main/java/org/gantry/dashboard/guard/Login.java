package org.gantry.dashboard.guard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page that asks a browser's user for the token, once; the token goes in a form's body, never into an address. */
final class Login {
    static final String PATH = "/login";
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Gantry</title>
            <h1>Gantry</h1>
            <p>%s</p>
            <form method="post" action="/login">
            <label>Token <input type="password" name="token" autocomplete="current-password" required autofocus></label>
            <button>Enter</button>
            </form>
            </html>
            """;

    private final AccessToken token;
    private final Sessions sessions;

    Login(AccessToken token, Sessions sessions) {
        this.token = token;
        this.sessions = sessions;
    }

    void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST)) {
            request.setExpectMultipart(true);
            request.endHandler(end -> enter(request));
        } else {
            ask(request, "This page asks for the token that its server was started with.");
        }
    }

    private void enter(HttpServerRequest request) {
        String given = request.getFormAttribute("token");
        if (given == null || !token.matches(given.strip())) {
            ask(request, "That is not the token of this server.");
            return;
        }
        HttpServerResponse response = request.response()
                .addCookie(sessions.begin())
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, "/");
        response.end().onFailure(e -> LOG.debug("a user left at the door", e));
    }

    /** The page, instead of what was asked for. */
    void ask(HttpServerRequest request, String words) {
        request.response()
                .setStatusCode(401)
                .putHeader("WWW-Authenticate", "Bearer realm=\"gantry\"")
                .putHeader("Content-Security-Policy", PagePolicy.ofForm())
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(PAGE.formatted(words))
                .onFailure(e -> LOG.debug("a user left at the door", e));
    }
}
