package org.gantry.dashboard;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may change something: programs, and pages of this server under its address. A page from elsewhere that is open in
 * a browser here could reach loopback too; its browser says where it is from.
 */
final class TrustedSender {
    private TrustedSender() {}

    /** Why a request may change nothing; empty where it may. */
    static Optional<String> objection(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || isThisServer(origin, String.valueOf(request.getHeader("Host")))) {
            return Optional.empty();
        }
        return Optional.of("only programs and pages of this server may do that, not " + origin);
    }

    private static boolean isThisServer(String origin, String host) {
        try {
            URI from = URI.create(origin);
            String name = String.valueOf(from.getHost()).toLowerCase(Locale.ROOT);
            // by its name a page could be anybody's, whatever address the name leads to
            boolean address = name.equals("localhost") || name.matches("[0-9.]+") || name.startsWith("[");
            return address && String.valueOf(from.getAuthority()).equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
