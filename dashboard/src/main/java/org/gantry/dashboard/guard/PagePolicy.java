package org.gantry.dashboard.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Content-Security-Policy of a page that holds its own style and script: those, by their digests, and nothing else.
 */
public final class PagePolicy {
    /** What is no page may load nothing and stand in no frame. */
    static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private PagePolicy() {}

    /** Of a page that asks this server, and nobody else, for data. */
    public static String of(String html) {
        return "default-src 'none'; style-src " + digests(html, "style") + "; script-src " + digests(html, "script")
                + "; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** Of a page that is a form and nothing else. */
    static String ofForm() {
        return "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static String digests(String html, String element) {
        Matcher blocks = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        String digests = blocks.results()
                .map(block -> "'sha256-" + sha256(block.group(1)) + "'")
                .collect(Collectors.joining(" "));
        return digests.isEmpty() ? "'none'" : digests;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
