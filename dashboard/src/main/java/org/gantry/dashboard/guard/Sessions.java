package org.gantry.dashboard.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A browser's stay after it gave the token once: a cookie with an end and a code over it, so nothing is kept here, the
 * cookie does not hold the token, and another token ends all of them.
 */
final class Sessions {
    static final String COOKIE = "gantry_session";
    private static final Duration LONGEST = Duration.ofHours(12);

    private final AccessToken token;
    private final Clock clock;

    Sessions(AccessToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /** Scripts do not see it, pages from elsewhere do not send it. */
    Cookie begin() {
        String end = Long.toString(clock.instant().plus(LONGEST).getEpochSecond());
        return Cookie.cookie(COOKIE, end + "." + code(end))
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(LONGEST.toSeconds());
    }

    boolean has(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        return cookie != null && valid(cookie.getValue());
    }

    private boolean valid(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
            return false;
        }
        boolean ours = MessageDigest.isEqual(code(parts[0]).getBytes(UTF_8), parts[1].getBytes(UTF_8));
        return ours && Long.parseLong(parts[0]) > clock.instant().getEpochSecond();
    }

    private String code(String end) {
        return HexFormat.of().formatHex(token.sign("session until " + end));
    }
}
