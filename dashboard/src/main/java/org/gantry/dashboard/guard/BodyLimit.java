package org.gantry.dashboard.guard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much a request may carry: a volume to be answered so much, uploads what their own limits say, and all others no
 * more than a form.
 */
final class BodyLimit {
    private static final Set<String> UPLOADS = Set.of("/scans", "/studies");
    private static final Pattern VOLUME = Pattern.compile("/v2/models/[^/]+/infer");
    private static final int VOLUME_BYTES = 16 << 20;
    private static final int MOST_BYTES = 64 << 10;

    private BodyLimit() {}

    static Optional<Denial> exceeded(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        if (UPLOADS.contains(path)) {
            return Optional.empty();
        }
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return Optional.of(new Denial(411, "say the length of the body in Content-Length"));
        }
        int most = VOLUME.matcher(path).matches() ? VOLUME_BYTES : MOST_BYTES;
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean fits = length == null || (length.matches("[0-9]{1,9}") && Long.parseLong(length) <= most);
        return fits
                ? Optional.empty()
                : Optional.of(new Denial(413, "a body may have " + most + " bytes here, not " + length));
    }
}
