package org.gantry.ingest.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;

/**
 * Who may send: programs, and pages of this server. A page from elsewhere that is open in a browser here could reach
 * loopback too; its browser says where it is from.
 *
 * @param known whether everybody was asked for a token before
 */
record Senders(boolean known) {
    /** @throws Refusal if a browser sends for a page from elsewhere */
    void requireTrusted(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        if (origin == null) {
            return;
        }
        try {
            URI from = URI.create(origin);
            String name = String.valueOf(from.getHost()).toLowerCase(Locale.ROOT);
            // by its name a page could be anybody's, whatever address the name leads to: such a page knows no token
            boolean ours = known || name.equals("localhost") || name.matches("[0-9.]+") || name.startsWith("[");
            if (ours && String.valueOf(from.getAuthority()).equalsIgnoreCase(String.valueOf(host))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(403, "Origin is malformed; uploads come from programs or from pages of this server");
        }
        throw new Refusal(403, "uploads come from programs or from pages of this server, not from " + origin);
    }
}
