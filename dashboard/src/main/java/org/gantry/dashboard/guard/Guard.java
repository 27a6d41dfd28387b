package org.gantry.dashboard.guard;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route of a server: hosts and pages that are not ours, too many requests, too large ones, and,
 * with a token, whoever does not know it go no further. Used on the server's event loop.
 */
public final class Guard implements Handler<HttpServerRequest> {
    private static final Set<String> OPEN = Set.of("/health", "/health/live", "/health/ready");
    private static final double REQUESTS_A_SECOND = 100;
    private static final int REQUESTS_AT_ONCE = 500;
    private static final int CONNECTIONS = 1000;
    private static final long FIRST_REQUEST_MILLIS = 20_000;
    private static final int HEADER_BYTES = 16 << 10;
    private static final int LINE_BYTES = 4 << 10;
    private static final String BEARER = "bearer ";

    private final Vertx vertx;
    private final @Nullable AccessToken token;
    private final @Nullable Sessions sessions;
    private final @Nullable Login login;
    private final RateLimit rate;
    private final Connections connections;
    private final Handler<HttpServerRequest> next;

    Guard(
            Vertx vertx,
            Optional<AccessToken> token,
            RateLimit rate,
            Connections connections,
            Handler<HttpServerRequest> next) {
        this.vertx = vertx;
        this.token = token.orElse(null);
        this.sessions = token.map(t -> new Sessions(t, Clock.systemUTC())).orElse(null);
        this.login =
                token.map(t -> new Login(t, new Sessions(t, Clock.systemUTC()))).orElse(null);
        this.rate = rate;
        this.connections = connections;
        this.next = next;
    }

    /**
     * A guard with the usual limits.
     *
     * @param token asked of everybody; without it only this machine is answered
     * @param next is given what may pass
     */
    public static Guard before(Vertx vertx, Optional<AccessToken> token, Handler<HttpServerRequest> next) {
        return new Guard(
                vertx,
                token,
                new RateLimit(REQUESTS_A_SECOND, REQUESTS_AT_ONCE, System::nanoTime),
                new Connections(vertx, CONNECTIONS, FIRST_REQUEST_MILLIS),
                next);
    }

    /**
     * Refuses to serve others than this machine without asking them for a token.
     *
     * @throws IllegalArgumentException if the host is no loopback address, or none, and there is no token
     */
    public static void require(String host, Optional<AccessToken> token) {
        try {
            if (token.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IllegalArgumentException("--host " + host
                        + " is seen by others than this machine: give --token-file FILE (or GANTRY_TOKEN), which"
                        + " everybody is asked for");
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host " + host + " is no address that is known here", e);
        }
    }

    /**
     * A server's options, with limits of what a request may be before anybody looks at it. Without HTTP/2, of which
     * browsers make no use without TLS: to tell it from HTTP/1 the server would wait for ever for a first byte.
     */
    public static HttpServerOptions limited(HttpServerOptions options) {
        return options.setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setHttp2ClearTextEnabled(false);
    }

    /** Told of every connection. */
    public void opened(HttpConnection connection) {
        connections.opened(connection);
    }

    @Override
    public void handle(HttpServerRequest request) {
        connections.asked(request.connection());
        SecurityHeaders.addTo(request.response());
        Optional<Denial> denial = limits(request).or(() -> places(request));
        if (denial.isPresent()) {
            denial.get().answer(vertx, request);
        } else if (token == null || OPEN.contains(String.valueOf(request.path())) || isKnown(request)) {
            next.handle(request);
        } else {
            askWho(request);
        }
    }

    private Optional<Denial> limits(HttpServerRequest request) {
        long wait = rate.secondsToWait(Clients.of(request.remoteAddress()));
        return wait > 0
                ? Optional.of(new Denial(429, "too many requests; ask again in " + wait + " s", wait))
                : BodyLimit.exceeded(request);
    }

    private Optional<Denial> places(HttpServerRequest request) {
        Optional<Denial> page = Origins.foreignPage(request);
        return page.isPresent() || token != null ? page : Origins.foreignHost(request);
    }

    private boolean isKnown(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && token != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && token.matches(authorization.substring(BEARER.length()).strip());
        }
        return sessions != null && sessions.has(request);
    }

    private void askWho(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean asksForPage = request.method().equals(HttpMethod.GET) && accept != null && accept.contains("text/html");
        if (login != null && (asksForPage || Login.PATH.equals(request.path()))) {
            login.handle(request);
        } else {
            new Denial(401, "send the token of this server as 'Authorization: Bearer TOKEN'").answer(vertx, request);
        }
    }
}
