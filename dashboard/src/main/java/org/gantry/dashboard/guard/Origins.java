package org.gantry.dashboard.guard;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request comes from, as a browser says it. A page from elsewhere reaches loopback too, and by a name of its
 * own that leads here (DNS rebinding) it would even read the answers; browsers say the name in {@code Host}.
 */
final class Origins {
    private static final Set<HttpMethod> ONLY_READ = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private Origins() {}

    /** Where no token is asked for, only this machine's own names are answered. */
    static Optional<Denial> foreignHost(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        boolean ours = host.equals("localhost")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.equals("[::1]")
                || host.equals("::1");
        return ours
                ? Optional.empty()
                : Optional.of(new Denial(
                        421, "without a token only localhost and 127.0.0.1 are answered, not Host '" + host + "'"));
    }

    /** What changes something is not taken from pages of other servers. */
    static Optional<Denial> foreignPage(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || ONLY_READ.contains(request.method())) {
            return Optional.empty();
        }
        String host =
                String.valueOf(request.getHeader("Host") == null ? request.authority() : request.getHeader("Host"));
        boolean same = origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
        return same
                ? Optional.empty()
                : Optional.of(new Denial(
                        403, "this is taken from programs and from pages of this server, not from " + origin));
    }
}
