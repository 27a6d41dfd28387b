package org.gantry.dashboard.guard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/** How much a request may carry: nothing here needs more than a form, but uploads, which have limits of their own. */
final class BodyLimit {
    private static final Set<String> UPLOADS = Set.of("/scans", "/studies");
    private static final int MOST_BYTES = 64 << 10;

    private BodyLimit() {}

    static Optional<Denial> exceeded(HttpServerRequest request) {
        if (UPLOADS.contains(String.valueOf(request.path()))) {
            return Optional.empty();
        }
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return Optional.of(new Denial(411, "say the length of the body in Content-Length"));
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean fits = length == null || (length.matches("[0-9]{1,9}") && Long.parseLong(length) <= MOST_BYTES);
        return fits
                ? Optional.empty()
                : Optional.of(new Denial(413, "a body may have " + MOST_BYTES + " bytes here, not " + length));
    }
}
