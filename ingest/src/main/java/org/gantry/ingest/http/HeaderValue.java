package org.gantry.ingest.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a header with its parameters (RFC 9110 5.6.6), as {@code multipart/related; boundary="x"}.
 *
 * @param value what stands before them, in lower case
 * @param parameters by name in lower case
 */
record HeaderValue(String value, Map<String, String> parameters) {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^\\s=;\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;]*))");

    HeaderValue {
        parameters = Map.copyOf(parameters);
    }

    /** Parses a header; one that is missing is empty. */
    static HeaderValue parse(Optional<String> header) {
        String text = header.orElse("");
        Map<String, String> parameters = new HashMap<>();
        int first = text.indexOf(';');
        Matcher matcher = PARAMETER.matcher(text);
        int at = Math.max(first, 0);
        while (matcher.find(at) && first >= 0) {
            String quoted = matcher.group(2);
            String plain = matcher.group(3);
            parameters.putIfAbsent(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    quoted != null ? quoted.replaceAll("\\\\([\"\\\\])", "$1") : plain == null ? "" : plain.strip());
            at = matcher.end();
        }
        String value = first < 0 ? text : text.substring(0, first);
        return new HeaderValue(value.strip().toLowerCase(Locale.ROOT), parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(v -> !v.isEmpty());
    }
}
