package org.gantry.dashboard.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that opens the HTTP side to whoever knows it; never printed, compared in constant time. */
public final class AccessToken {
    private static final int SHORTEST = 32;
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    private AccessToken(byte[] secret) {
        this.secret = secret;
    }

    /**
     * A token of a text; space around it does not count.
     *
     * @param where the text stands, for the message
     * @throws IllegalArgumentException if it is too short or cannot stand in a header
     */
    public static AccessToken of(String text, String where) {
        String token = text.strip();
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException(where + ": the token has " + token.length() + " characters, it needs "
                    + SHORTEST + " or more; 'openssl rand -hex 32' makes one");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(where + ": a token is one word of ASCII letters, digits and signs");
        }
        return new AccessToken(token.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The token in a file.
     *
     * @throws IllegalArgumentException if it cannot be read, or holds none
     */
    public static AccessToken read(Path file) {
        try {
            return of(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + ": the token cannot be read; a file with one word that only this user can read", e);
        }
    }

    /** Digests are compared, so that the time tells not even the length. */
    boolean matches(String other) {
        return MessageDigest.isEqual(sign("token"), hmac(other.getBytes(StandardCharsets.UTF_8), "token"));
    }

    /** A text's authentication code under this secret, as only a holder of it can make. */
    byte[] sign(String text) {
        return hmac(secret, text);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            // a MAC takes no empty key
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "a token";
    }
}
