package org.gantry.domain.answer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Signs model bundles: an Ed25519 key, never printed. */
public final class SigningKey {
    static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;

    private SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * A key in PKCS 8, as PEM.
     *
     * @param where it stands, for the message
     * @throws IllegalArgumentException if it is no Ed25519 key
     */
    public static SigningKey of(String pem, String where) {
        try {
            byte[] bytes = Pem.bytes(pem, "PRIVATE KEY", where);
            return new SigningKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(where + ": is no " + ALGORITHM + " key", e);
        }
    }

    /** The signature of the bundle of a digest, in base64. */
    public String sign(String digest) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message(digest));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 signs by " + ALGORITHM, e);
        }
    }

    /** What is signed says what it is, so that no signature of anything else passes for it. */
    static byte[] message(String digest) {
        return ("gantry model bundle of SHA-256 " + digest).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "a key to sign with";
    }
}
