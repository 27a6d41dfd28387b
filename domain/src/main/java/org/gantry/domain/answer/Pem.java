package org.gantry.domain.answer;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of a key as {@code openssl} writes it. */
final class Pem {
    private Pem() {}

    /** @throws IllegalArgumentException if the text holds no such block */
    static byte[] bytes(String text, String kind, String where) {
        Matcher block = Pattern.compile(
                        "-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]+)-----END " + kind + "-----", Pattern.DOTALL)
                .matcher(text);
        if (!block.find()) {
            throw new IllegalArgumentException(where + ": holds no " + kind + " in PEM; 'openssl genpkey -algorithm"
                    + " ed25519' makes a key, 'openssl pkey -pubout' its public half");
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
